import { language, t } from "../language.js";
import { byId } from "../ui/dom.js";
import { Api } from "../protocol/api.js";
import { bandwidth } from "./bandwidth.js";
import { camera, microphone } from "./devices.js";
import { none } from "./outcome.js";
import { events, http } from "./server.js";
import { transport } from "./transport.js";

/** @typedef {import("./outcome.js").Outcome} Outcome @typedef {import("./server.js").Session} Session */
/** @typedef {{id: string, run: (session: Session) => Promise<Outcome>}} Check */

/** @type {Check[]} */
const DEVICES = [
  { id: "camera", run: camera },
  { id: "microphone", run: microphone },
];
/** @type {Check} */
const HTTP = { id: "http", run: http };
/** @type {Check[]} */
const NETWORK = [
  { id: "events", run: events },
  { id: "udp", run: (session) => transport(session, "udp") },
  { id: "tcp", run: (session) => transport(session, "tcp") },
  { id: "bandwidth", run: bandwidth },
];

/** @type {string[]} */
let report = [];

async function start() {
  const button = /** @type {HTMLButtonElement} */ (byId("start"));
  button.disabled = true;
  byId("checks").replaceChildren();
  byId("summary").textContent = "";
  byId("report-field").hidden = true;
  report = [location.href, navigator.userAgent, new Date().toISOString()];
  const outcomes = await all();
  const failed = outcomes.filter(({ outcome }) => outcome === "bad").length;
  byId("summary").textContent = failed === 0 ? t("test.all-well") : t("test.some-bad", { failed, all: outcomes.length });
  /** @type {HTMLTextAreaElement} */ (byId("report")).value = report.join("\n");
  byId("report-field").hidden = false;
  button.disabled = false;
  button.textContent = t("test.again");
}

async function all() {
  const base = new URL(".", document.baseURI);
  const id = crypto.getRandomValues(new Uint32Array(3)).join("-");
  const session = { api: new Api(base), room: `connection-test-${id}`, user: `t-${id}` };
  const room = new URL(`webrtc/room/${session.room}?user_id=${session.user}`, base);
  const close = () => fetch(room, { method: "DELETE", keepalive: true }).catch(() => {});
  addEventListener("pagehide", close);
  try {
    const outcomes = [];
    for (const check of DEVICES) outcomes.push(await one(check, session));
    const answered = await one(HTTP, session);
    outcomes.push(answered);
    for (const check of NETWORK) {
      const skip = async () => none(t("test.no-server"));
      outcomes.push(await one(answered.outcome === "good" ? check : { ...check, run: skip }, session));
    }
    return outcomes;
  } finally {
    removeEventListener("pagehide", close);
    await close();
  }
}

/** @param {Check} check @param {Session} session */
async function one({ id, run }, session) {
  const what = t(`check.${id}`);
  const [state, text, advice] = ["strong", "span", "p"].map((name) => document.createElement(name));
  const item = document.createElement("li");
  item.dataset.check = id;
  item.append(state, text, advice);
  byId("checks").append(item);
  state.textContent = t("test.testing", { what });
  const result = await run(session);
  item.dataset.outcome = result.outcome;
  state.textContent = t(`outcome.${result.outcome}`, { what });
  text.textContent = result.text;
  advice.textContent = result.advice ?? "";
  advice.hidden = !result.advice;
  report.push(`${state.textContent}: ${result.text}${result.advice ? ` (${result.advice})` : ""}`);
  return result;
}

language.addEventListener("change", () => location.reload());
byId("start").addEventListener("click", start);
