/**
 * The worker that puts people before another background. A classic worker, as the package's script wants it; its answer
 * alone has a policy that lets WebAssembly run (`SecurityHeaders`).
 *
 * It is told `{background}`, and pictures either come by themselves, `{readable, writable}`, or one at a time, `{frame}`, each
 * answered by one. Then it says `{tick}` whenever it would take one. It says `{ready}` with the first picture of each camera, `{beat}`
 * each second, and once `{failed}`.
 */
(() => {
  /** @typedef {import("./painter.js").Frame} Frame */

  const scope = /** @type {{importScripts(address: string): void} & Record<string, any>} */ (/** @type {unknown} */ (self));
  const PACKAGE = new URL("mediapipe/", scope.location.href).href;
  const SCRIPT = "selfie_segmentation_solution_simd_wasm_bin.js";
  const TICK_MS = 1_000 / 30;
  const BEAT_MS = 1_000;

  let failed = false;
  /** The camera whose pictures are wanted, by number. */
  let camera = 0;
  let ticking = false;
  let beat = () => ({ ms: 0, pictures: 0, every: 1 });
  setInterval(() => scope.postMessage({ beat: beat() }), BEAT_MS);
  setInterval(() => ticking && scope.postMessage({ tick: camera }), TICK_MS);
  const loading = load();
  loading.catch(fail);

  async function load() {
    scope.importScripts(PACKAGE + SCRIPT);
    const [{ Segmenter }, { Painter }, { Pace }] = await Promise.all([import("./segmenter.js"), import("./painter.js"), import("./pace.js")]);
    const segmenter = await Segmenter.load(scope.createMediapipeSolutionsWasm, PACKAGE);
    const painter = new Painter();
    const pace = new Pace();
    // The first picture takes long, and is not seen.
    segmenter.mask(painter.small);
    beat = () => ({ ms: pace.tookMs, pictures: pace.count, every: pace.every });
    return { segmenter, painter, pace };
  }

  /** @param {Frame} frame @param {number} width @param {number} height @returns {Promise<OffscreenCanvas>} */
  async function painted(frame, width, height) {
    const { segmenter, painter, pace } = await loading;
    const beforeMs = performance.now();
    painter.shrink(frame);
    if (pace.masks) painter.masked(segmenter.mask(painter.small));
    painter.paint(frame, width, height);
    const nowMs = performance.now();
    if (pace.took(nowMs - beforeMs, nowMs)) fail(new Error("slow"));
    return painter.canvas;
  }

  /** @param {number} from the camera's number @param {ReadableStream<VideoFrame>} readable @param {WritableStream<VideoFrame>} writable */
  async function follow(from, readable, writable) {
    const [reader, writer] = [readable.getReader(), writable.getWriter()];
    try {
      for (let first = true; !failed && from === camera; first = false) {
        const { value: frame, done } = await reader.read();
        if (done) break;
        try {
          const canvas = await painted(frame, frame.displayWidth, frame.displayHeight);
          await writer.write(new VideoFrame(canvas, { timestamp: frame.timestamp, alpha: "discard" }));
        } finally {
          frame.close(); // cameras have few to lend
        }
        if (first) scope.postMessage({ ready: from });
      }
    } catch (error) {
      if (from === camera) fail(error);
    } finally {
      reader.cancel().catch(() => {});
      writer.close().catch(() => {});
    }
  }

  /** @param {number} from @param {ImageBitmap} frame */
  async function answer(from, frame) {
    const canvas = await painted(frame, frame.width, frame.height);
    frame.close();
    const picture = canvas.transferToImageBitmap();
    if (!failed) scope.postMessage({ frame: picture, from }, [picture]);
  }

  /** @param {unknown} error */
  function fail(error) {
    if (failed) return;
    failed = true;
    scope.postMessage({ failed: String(/** @type {Error} */ (error)?.message ?? error) });
  }

  self.addEventListener("message", ({ data }) => {
    if (data.background) loading.then(({ painter }) => (painter.background = data.background)).catch(() => {});
    if ("camera" in data) [camera, ticking] = [data.camera, data.ticks];
    if (data.readable) follow(data.camera, data.readable, data.writable);
    if (data.frame) answer(data.from, data.frame).catch(fail);
  });
})();
