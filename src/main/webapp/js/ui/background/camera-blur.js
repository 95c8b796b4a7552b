/** The blur of what is behind the person that some cameras' systems do (W3C Media Capture and Streams Extensions, `backgroundBlur`). */

/** Whether the camera leaves it to the page. @param {MediaStreamTrack | null} camera */
export function canBlur(camera) {
  const choices = camera?.getCapabilities?.().backgroundBlur ?? [];
  return choices.includes(true) && choices.includes(false);
}

/** @param {MediaStreamTrack | null} camera */
export function isBlurred(camera) {
  return camera?.getSettings().backgroundBlur ?? false;
}

/** Without effect where the camera cannot. @param {MediaStreamTrack | null} camera @param {boolean} on @returns {Promise<boolean>} whether it blurs now */
export async function blur(camera, on) {
  if (!camera || !canBlur(camera)) return false;
  try {
    if (isBlurred(camera) !== on) await camera.applyConstraints({ ...camera.getConstraints(), backgroundBlur: on });
  } catch {
    // It can no more.
  }
  return on && isBlurred(camera);
}
