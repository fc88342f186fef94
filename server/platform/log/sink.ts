/** Where lines go, by one character: the three files and the console. */
export const CHANNELS = { api: 'a', business: 'b', errors: 'e', console: 'c' } as const
export type Channel = (typeof CHANNELS)[keyof typeof CHANNELS]

/**
 * Takes finished text, whole lines as bytes of UTF-8, and keeps it. The bytes are the sink's from then on. Never throws: a
 * log that fails must not fail the work.
 */
export type Sink = {
  write(channel: Channel, bytes: Buffer): void
  /** Answers when what was written has left this process. */
  flush(): Promise<void>
}
