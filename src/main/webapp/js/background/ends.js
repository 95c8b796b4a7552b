/**
 * How pictures get to the worker and back: the same work between two kinds of ends.
 *
 * @typedef {object} End
 * @property {MediaStreamTrack} track what comes out
 * @property {() => void} [tick] the worker would take a picture
 * @property {(picture: ImageBitmap) => void} [show] the worker has done one
 * @property {() => void} close
 */

/** Of W3C MediaStreamTrack Insertable Media Processing using Streams, as Chromium has it for pages. */
const Breakouts = /** @type {{
  MediaStreamTrackProcessor?: new (init: {track: MediaStreamTrack}) => {readable: ReadableStream},
  MediaStreamTrackGenerator?: new (init: {kind: "video"}) => MediaStreamTrack & {writable: WritableStream},
}} */ (/** @type {unknown} */ (globalThis));

export function hasStreams() {
  return Breakouts.MediaStreamTrackProcessor !== undefined && Breakouts.MediaStreamTrackGenerator !== undefined;
}

/**
 * Pictures go to the worker and out of it by themselves, also while nobody sees the page.
 *
 * @param {MediaStreamTrack} camera @param {Worker} worker @param {number} number of the camera @returns {End}
 */
export function byStreams(camera, worker, number) {
  const { MediaStreamTrackProcessor: Processor, MediaStreamTrackGenerator: Generator } = Breakouts;
  if (!Processor || !Generator) throw new Error("no streams of pictures here");
  const { readable } = new Processor({ track: camera });
  const track = new Generator({ kind: "video" });
  worker.postMessage({ camera: number, ticks: false, readable, writable: track.writable }, [readable, track.writable]);
  return { track: sized(track, camera), close: () => track.stop() };
}

/**
 * Pictures are taken from a video element when the worker's clock says so, since the page's own rests while nobody sees it.
 *
 * @param {MediaStreamTrack} camera @param {Worker} worker @param {number} number of the camera @returns {End}
 */
export function byCanvas(camera, worker, number) {
  const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true });
  video.srcObject = new MediaStream([camera]);
  video.play().catch(() => {});
  const canvas = document.createElement("canvas");
  const { width = 640, height = 360 } = camera.getSettings();
  Object.assign(canvas, { width, height });
  const paint = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));
  const [track] = canvas.captureStream().getVideoTracks();
  let [busy, fresh, closed] = [false, false, false];
  const follow = () => {
    fresh = true;
    if (!closed) video.requestVideoFrameCallback(follow);
  };
  follow();
  worker.postMessage({ camera: number, ticks: true });

  const tick = async () => {
    if (busy || closed || video.videoWidth === 0 || !(fresh || document.hidden)) return;
    [busy, fresh] = [true, false];
    try {
      const frame = await createImageBitmap(video);
      if (closed) return frame.close();
      worker.postMessage({ frame, from: number }, [frame]);
    } catch {
      busy = false; // the video has no picture just now
    }
  };
  /** @param {ImageBitmap} picture */
  const show = (picture) => {
    busy = false;
    if (canvas.width !== picture.width || canvas.height !== picture.height) Object.assign(canvas, { width: picture.width, height: picture.height });
    paint.drawImage(picture, 0, 0);
    picture.close();
  };
  const close = () => {
    closed = true;
    track.stop();
    video.srcObject = null;
  };
  return { track, tick, show, close };
}

/** Such a track does not know how large its pictures are. @template {MediaStreamTrack} T @param {T} track @param {MediaStreamTrack} camera */
function sized(track, camera) {
  const settings = track.getSettings.bind(track);
  track.getSettings = () => {
    const { width, height } = camera.getSettings();
    return { width, height, ...settings() };
  };
  return track;
}
