import { setTimeout as sleep } from 'node:timers/promises'

/** Messages wait here while one is being sent; more are dropped and counted, so that a storm of errors stays small. */
const mostWaiting = 20
const timeoutMs = 3_000
/** What the webhooks of Slack take: a message a second. */
const pauseMs = 1_000
const longestText = 1_000

/** Sends texts to a Slack webhook, one a second at most. It never throws and never holds up the caller. */
export function createSlackPoster(url: string): { post(text: string): void } {
  const waiting: string[] = []
  let dropped = 0
  let isSending = false

  async function sendAll() {
    isSending = true
    for (let text = waiting.shift(); text !== undefined; text = waiting.shift()) {
      const note = dropped > 0 ? ` (+${dropped})` : ''
      dropped = 0
      await send(url, `Comptoir: ${text.slice(0, longestText)}${note}`)
      // Nobody waits for it, and neither does the end of the process.
      if (waiting.length > 0) await sleep(pauseMs, undefined, { ref: false })
    }
    isSending = false
  }

  return {
    post(text) {
      if (waiting.length >= mostWaiting) dropped += 1
      else waiting.push(text)
      if (!isSending) void sendAll()
    },
  }
}

async function send(url: string, text: string): Promise<void> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.body?.cancel()
  } catch {
    // The error is in the errors file already; a webhook that is down must not make another.
  }
}
