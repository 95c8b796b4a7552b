/** How often the clock is looked at. */
const LOOK_MS = 5_000;
/** Timers of a page that is awake are late by less. The server lets go of a connection that has been silent for 30 s. */
const ASLEEP_MS = 20_000;

/**
 * Calls back each time that the machine has slept: the wall clock has gone on and the page's timers have not.
 *
 * @param {() => void} woke
 * @returns {() => void} ends it
 */
export function afterSleep(woke) {
  let looked = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    const late = now - looked - LOOK_MS;
    looked = now;
    if (late > ASLEEP_MS) woke();
  }, LOOK_MS);
  return () => clearInterval(timer);
}
