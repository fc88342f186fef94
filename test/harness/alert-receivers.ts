import { createServer } from 'node:http'
import { SMTPServer } from 'smtp-server'
import type { Cleaner } from './database.ts'

/** Where messages about alerts arrive: what Slack, PagerDuty and a mail server would have been sent. */
export type AlertReceivers = {
  readonly httpAddress: string
  readonly smtpPort: number
  readonly slack: readonly string[]
  readonly pagerDuty: readonly string[]
  readonly mails: readonly string[]
  /** Whether Slack knows the webhook. */
  knowsSlack: boolean
}

const portOf = (address: unknown): number =>
  typeof address === 'object' && address !== null && 'port' in address ? Number(address.port) : 0

export async function startAlertReceivers(cleaner: Cleaner, mailPassword: string): Promise<AlertReceivers> {
  const slack: string[] = []
  const pagerDuty: string[] = []
  const mails: string[] = []
  const http = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    if (request.url === '/slack') {
      if (!receivers.knowsSlack) return void response.writeHead(404).end('no_service')
      slack.push(body)
      return void response.end('ok')
    }
    pagerDuty.push(body)
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"success"}')
  })
  const smtp = new SMTPServer({
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth: ({ password }, _session, done) =>
      password === mailPassword ? done(null, { user: 'alerts' }) : done(new Error('wrong password')),
    async onData(stream, _session, done) {
      let text = ''
      for await (const chunk of stream) text += chunk
      mails.push(text)
      done()
    },
  })
  smtp.on('error', () => {})
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done))
  await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', done))
  cleaner.after(async () => {
    http.closeAllConnections()
    http.close()
    await new Promise<void>((done) => smtp.close(done))
  })
  const receivers: AlertReceivers = {
    httpAddress: `http://127.0.0.1:${portOf(http.address())}`,
    smtpPort: portOf(smtp.server.address()),
    slack,
    pagerDuty,
    mails,
    knowsSlack: true,
  }
  return receivers
}
