import { join } from "./bluesky-client.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector("form"));
const status = /** @type {HTMLElement} */ (document.querySelector("[role=status]"));
const people = /** @type {HTMLElement} */ (document.querySelector("main"));

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    const call = await join({ room: form.room.value, name: form.person.value, stream });
    for (const person of call.people) show(call, person);
    call.addEventListener("joined", ({ detail }) => show(call, detail.participant));
    call.addEventListener("left", ({ detail }) => document.getElementById(detail.participant.id)?.remove());
    form.hidden = true;
    status.textContent = `You are in the room ${call.room}.`;
    await call.playSounds();
  } catch (error) {
    status.textContent = String(error);
  }
});

/** @param {import("./bluesky-client.js").Call} call @param {import("./bluesky-client.js").Participant} person */
function show(call, { id, name = id }) {
  const figure = Object.assign(document.createElement("figure"), { id });
  const video = document.createElement("video");
  figure.append(video, Object.assign(document.createElement("figcaption"), { textContent: name }));
  people.append(figure);
  call.show(id, video);
}
