/** Where lines go, by one character: the three files and the console. */
export const CHANNELS = { api: 'a', business: 'b', errors: 'e', console: 'c' } as const
export type Channel = (typeof CHANNELS)[keyof typeof CHANNELS]

/** Takes finished text, whole lines, and keeps it. Never throws: a log that fails must not fail the work. */
export type Sink = {
  write(channel: Channel, text: string): void
  /** Answers when what was written has left this process. */
  flush(): Promise<void>
}
