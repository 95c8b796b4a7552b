/** The person's own background: a picture that is kept in this browser (IndexedDB) and sent to nobody as such. */

const DATABASE = "bluesky";
const STORE = "pictures";
const KEY = "background";
/** Of what somebody chooses. */
const FILE_BYTES_MAX = 20_000_000;
/** Of what is kept, in pixels; cameras give no more. */
const [WIDTH_MAX, HEIGHT_MAX] = [1_280, 720];

/** What was kept last, or undefined. @returns {Promise<ImageBitmap | undefined>} */
export async function ownPicture() {
  const kept = await withStore("readonly", (store) => store.get(KEY)).catch(() => undefined);
  return kept instanceof Blob ? createImageBitmap(kept) : undefined;
}

/** Makes it as small as it may be and keeps it. @param {Blob} file @returns {Promise<ImageBitmap>} rejected of what is no picture, or too large */
export async function keepPicture(file) {
  if (file.size > FILE_BYTES_MAX) throw new Error(`${file.size} bytes`);
  const whole = await createImageBitmap(file);
  const scale = Math.min(1, Math.max(WIDTH_MAX / whole.width, HEIGHT_MAX / whole.height));
  const canvas = new OffscreenCanvas(Math.round(whole.width * scale), Math.round(whole.height * scale));
  const paint = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  paint.imageSmoothingQuality = "high";
  paint.drawImage(whole, 0, 0, canvas.width, canvas.height);
  whole.close();
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.88 });
  await withStore("readwrite", (store) => store.put(blob, KEY)).catch(() => {}); // used now, if not kept
  return createImageBitmap(blob);
}

/** @template T @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T>} ask @returns {Promise<T>} */
async function withStore(mode, ask) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await answered(opening);
  try {
    return await answered(ask(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
