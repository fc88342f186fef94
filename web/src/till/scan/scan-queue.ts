/**
 * Works codes off one after the other, in the order in which they were scanned, however fast they come: none is lost while
 * another is being looked up, and one that fails stops no other.
 */
export class ScanQueue {
  readonly #work: (code: string) => Promise<void>
  readonly #codes: string[] = []
  #isWorking = false

  constructor(work: (code: string) => Promise<void>) {
    this.#work = work
  }

  get waiting(): number {
    return this.#codes.length
  }

  readonly add = (code: string): void => {
    this.#codes.push(code)
    if (!this.#isWorking) void this.#run()
  }

  async #run(): Promise<void> {
    this.#isWorking = true
    for (let code = this.#codes[0]; code !== undefined; code = this.#codes[0]) {
      try {
        await this.#work(code)
      } catch (error) {
        console.error(error)
      }
      this.#codes.shift()
    }
    this.#isWorking = false
  }
}
