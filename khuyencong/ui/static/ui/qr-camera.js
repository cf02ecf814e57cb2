// Reads QR codes from a camera: with the browser's own reader where it has one, else with ours.
import { binarize, corners, sample, triples } from "./qr-geometry.js";
import { read } from "./qr-words.js";

const WIDEST = 720;
const BETWEEN_MS = 120;

// The text of the code in a picture of gray points, or nothing.
export function readGray(gray, width, height) {
  const image = binarize(gray, width, height);
  for (const triple of triples(corners(image))) {
    for (const change of [0, -1, 1]) {
      const rows = sample(image, triple, change);
      const found = rows && read(rows);
      if (found) return found;
    }
  }
  return null;
}

async function ownReader() {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, WIDEST / video.videoWidth);
    const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
    Object.assign(canvas, { width, height });
    pen.drawImage(video, 0, 0, width, height);
    const { data } = pen.getImageData(0, 0, width, height);
    const gray = new Uint8Array(width * height);
    for (let place = 0; place < gray.length; place += 1) gray[place] = (data[4 * place] * 77 + data[4 * place + 1] * 150 + data[4 * place + 2] * 29) >> 8;
    return readGray(gray, width, height);
  };
}

async function bestReader() {
  try {
    if ((await globalThis.BarcodeDetector?.getSupportedFormats())?.includes("qr_code")) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
    }
  } catch {
    // A browser that only pretends to have a reader.
  }
  return ownReader();
}

// Watch the camera until stopped; tell each code that is seen. Throws where there is no camera to be had.
export async function watch(video, tell) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 } }, audio: false });
  video.srcObject = stream;
  await video.play();
  const reader = await bestReader();
  let running = true;
  (async () => {
    while (running) {
      if (video.videoWidth) {
        const found = await reader(video).catch(() => null);
        if (found && running) tell(found);
      }
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
  })();
  return () => {
    running = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}
