type DetectedBarcode = { readonly rawValue: string }

/** The browser's own reader of barcodes, where it has one. */
export type BarcodeReader = { detect(source: HTMLVideoElement): Promise<readonly DetectedBarcode[]> }

declare global {
  var BarcodeDetector: (new (options?: { formats?: readonly string[] }) => BarcodeReader) | undefined
}

const FORMATS = ['ean_13', 'ean_8', 'upc_a', 'upc_e', 'code_128', 'code_39', 'itf', 'qr_code']

/** Whether this browser can read barcodes with a camera. */
export const hasCameraScanner = (): boolean =>
  globalThis.BarcodeDetector !== undefined && navigator.mediaDevices !== undefined

export function makeReader(): BarcodeReader | null {
  const Detector = globalThis.BarcodeDetector
  return Detector === undefined ? null : new Detector({ formats: FORMATS })
}
