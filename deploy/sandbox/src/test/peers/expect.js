/* What a step of the story insists on. */
export const PATIENCE_MS = 30_000;
const PAUSE_MS = 50;

export function must(holds, what) {
  if (!holds) throw new Error(what);
}

export function mustBe(actual, expected, what) {
  must(actual === expected, `${what} is ${JSON.stringify(actual)} and not ${JSON.stringify(expected)}`);
}

/** Asks until the answer is good, and returns it. */
export async function until(question, what, isGood = Boolean) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await question();
    if (isGood(answer)) return answer;
    must(Date.now() < end, `${what}: not within ${PATIENCE_MS} ms, at the end ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
