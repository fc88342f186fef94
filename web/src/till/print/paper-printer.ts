/// <reference path="./printer-modules.d.ts" />
import type { Language, Receipt } from '../../../../rules/index.ts'
import type { PrinterFacts } from './encode-receipt.ts'

export type PrinterWay = 'usb' | 'serial'

export type ConnectedPrinter = {
  readonly name: string
  readonly way: PrinterWay
  readonly facts: Omit<PrinterFacts, 'columns'>
}

const STORED = 'comptoir.till.printer'
const DEFAULTS = { language: 'esc-pos', codepageMapping: 'epson' } as const

/** Whether the browser may talk to printers in this way at all. */
export const hasWay = (way: PrinterWay): boolean => (way === 'usb' ? 'usb' in navigator : 'serial' in navigator)

/**
 * A receipt printer at this device, over WebUSB or Web Serial. Its driver and the encoder are fetched when they are first
 * needed. One that was connected before is found again by itself.
 */
export class PaperPrinter {
  #driver: ReceiptPrinterDriver | null = null
  #way: PrinterWay | null = null
  #connected: ConnectedPrinter | null = null
  readonly #listeners = new Set<() => void>()

  get connected(): ConnectedPrinter | null {
    return this.#connected
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Asks which printer; only right after a person has touched something. */
  async choose(way: PrinterWay): Promise<void> {
    await (await this.#drive(way)).connect()
  }

  /** Finds the printer of the last time, if it is there. */
  async findAgain(way: PrinterWay): Promise<void> {
    const stored = localStorage.getItem(STORED)
    if (!hasWay(way) || stored === null || this.#connected?.way === way) return
    await (await this.#drive(way)).reconnect(JSON.parse(stored) as PrinterDevice)
  }

  async print(receipt: Receipt, language: Language, columns: number): Promise<void> {
    const { driver, facts } = this.#ready()
    const { encodeReceipt } = await import('./encode-receipt.ts')
    await driver.print(encodeReceipt(receipt, language, { ...facts, columns }))
  }

  async openDrawer(columns: number): Promise<void> {
    const { driver, facts } = this.#ready()
    const { encodeDrawerPulse } = await import('./encode-receipt.ts')
    await driver.print(encodeDrawerPulse({ ...facts, columns }))
  }

  #ready() {
    if (this.#driver === null || this.#connected === null) throw new Error('No printer is connected.')
    return { driver: this.#driver, facts: this.#connected.facts }
  }

  async #drive(way: PrinterWay): Promise<ReceiptPrinterDriver> {
    if (this.#driver !== null && this.#way === way) return this.#driver
    const { default: Driver } =
      way === 'usb'
        ? await import('@point-of-sale/webusb-receipt-printer')
        : await import('@point-of-sale/webserial-receipt-printer')
    const driver = new Driver()
    driver.addEventListener('connected', (device) => {
      localStorage.setItem(STORED, JSON.stringify(device))
      const name = [device.manufacturerName, device.productName].filter(Boolean).join(' ')
      const { language = DEFAULTS.language, codepageMapping = DEFAULTS.codepageMapping } = device
      this.#tell({ name, way, facts: { language, codepageMapping } })
    })
    driver.addEventListener('disconnected', () => this.#tell(null))
    this.#driver = driver
    this.#way = way
    return driver
  }

  #tell(connected: ConnectedPrinter | null): void {
    this.#connected = connected
    for (const listener of this.#listeners) listener()
  }
}

export const paperPrinter = new PaperPrinter()
