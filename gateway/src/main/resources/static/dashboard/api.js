// Calls the public API with the session cookie. A failure is an Error with the problem's words.

export class ApiError extends Error {
  constructor(status, problem) {
    const fields = (problem.errors ?? []).map((field) => field.detail);
    super(fields.length ? fields.join(' ') : (problem.message ?? `The gateway answered ${status}`));
    this.status = status;
    this.code = problem.code;
  }
}

export async function call(method, path, body) {
  const headers = { Accept: 'application/json', 'X-Wafleet-Dashboard': '1' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const response = await fetch(path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiError(response.status, answer);
  return answer;
}

export const accountPath = (id, rest = '') => `/api/accounts/${encodeURIComponent(id)}${rest}`;
