/** What we use of the two drivers, which bring no types. */
type PrinterCodepages = NonNullable<
  ConstructorParameters<typeof import('@point-of-sale/receipt-printer-encoder').default>[0]
>['codepageMapping']

type PrinterDevice = {
  readonly type: string
  readonly vendorId?: number
  readonly productId?: number
  readonly serialNumber?: string
  readonly manufacturerName?: string
  readonly productName?: string
  readonly language?: 'esc-pos' | 'star-prnt' | 'star-line'
  readonly codepageMapping?: PrinterCodepages
}

type ReceiptPrinterDriver = {
  addEventListener(event: 'connected' | 'disconnected', listener: (device: PrinterDevice) => void): void
  /** Asks the person which; what goes wrong is only logged. */
  connect(): Promise<void>
  reconnect(device: PrinterDevice): Promise<void>
  disconnect(): Promise<void>
  print(bytes: Uint8Array): Promise<void>
}

declare module '@point-of-sale/webusb-receipt-printer' {
  const Driver: new () => ReceiptPrinterDriver
  export default Driver
}

declare module '@point-of-sale/webserial-receipt-printer' {
  const Driver: new (options?: { readonly baudRate?: number }) => ReceiptPrinterDriver
  export default Driver
}
