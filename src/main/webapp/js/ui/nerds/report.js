/**
 * @typedef {import("../../protocol/sampling.js").Sampling} Sampling
 * @typedef {import("../../protocol/conference.js").Conference} Conference
 */

/**
 * What an administrator needs to understand what somebody complains of. Nobody is named, since it may end up anywhere: not
 * the room, whose name lets people in, and no id, by which the server knows us.
 *
 * @param {Sampling} sampling
 * @param {Conference} conference
 * @param {string} shown whose statistics are on the screen
 */
export function reportOf(sampling, conference, shown) {
  const people = sampling.participants.map((id) => ({
    who: roleOf(id, conference),
    shown: id === shown,
    connection: sampling.reading(id)?.connection,
    streams: sampling.reading(id)?.streams,
    samples: sampling.samples(id),
  }));
  return {
    report: "Blue Sky: statistics for nerds",
    version: 1,
    writtenAt: new Date().toISOString(),
    browser: navigator.userAgent,
    processors: navigator.hardwareConcurrency,
    window: { width: innerWidth, height: innerHeight, pixelRatio: devicePixelRatio },
    people,
  };
}

/** @param {string} id @param {Conference} conference */
function roleOf(id, { who, presentation }) {
  if (id === who.user) return "self";
  return id === presentation.id ? "own screen" : "other";
}

/** Hands it to whoever uses the browser. @param {object} report */
export function download(report) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(report, null, 1)], { type: "application/json" }));
  const name = `bluesky-statistics-${new Date().toISOString().slice(0, 19).replace(/:/g, "-")}.json`;
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
