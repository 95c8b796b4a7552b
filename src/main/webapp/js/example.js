import { join } from "./bluesky-client.js";

const form = document.querySelector("form");
const status = document.querySelector("[role=status]");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    const call = await join({ room: form.room.value, name: form.person.value, stream });
    for (const person of call.people) show(call, person);
    call.addEventListener("joined", ({ detail }) => show(call, detail.participant));
    call.addEventListener("left", ({ detail }) => document.getElementById(detail.participant.id).remove());
    form.hidden = true;
    status.textContent = `You are in the room ${call.room}.`;
    await call.playSounds();
  } catch (error) {
    status.textContent = error.message;
  }
});

function show(call, { id, name }) {
  const figure = Object.assign(document.createElement("figure"), { id });
  const video = document.createElement("video");
  figure.append(video, Object.assign(document.createElement("figcaption"), { textContent: name }));
  document.querySelector("main").append(figure);
  call.show(id, video);
}
