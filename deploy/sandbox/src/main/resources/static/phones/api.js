/* The phone API, and what goes wrong with it. */

async function call(path, request = {}) {
  const response = await fetch(path, request).catch(() => {
    throw new Error('The sandbox cannot be reached.');
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ? answer.error.message : `The sandbox answered ${response.status}`);
  return answer;
}

export const ask = (path) => call(path);

export const tell = (path, body) =>
  call(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

/**
 * Does something and shows what went wrong with it, if anything did. What the page does by itself, all the time, does not
 * wipe away what went wrong with something that its user did.
 */
export async function attempt(action, by = 'user') {
  const trouble = document.getElementById('trouble');
  try {
    await action();
    if (trouble.dataset.by === by) trouble.textContent = '';
  } catch (error) {
    if (by === 'page' && trouble.textContent && trouble.dataset.by === 'user') return;
    trouble.textContent = error.message;
    trouble.dataset.by = by;
  }
}
