import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { SendMailOptions } from 'nodemailer'
import type { Breakers } from '../breaker/breakers.ts'
import type { Config } from '../config.ts'
import type { Log } from '../log/create-log.ts'
import { traceCall } from '../tracing/telemetry.ts'

// Required, since what `import` finds imports `node:http` by its name and so loads all of `fetch` (see plain-http.ts).
const { createTransport }: typeof import('nodemailer') = createRequire(import.meta.url)('nodemailer')

export type Message = {
  /** The address alone. */
  readonly to: string
  readonly senderName: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** What its Message-ID is made of: a message that is sent once more has it again, and mail programs show it once. */
  readonly id?: string
  readonly attachments?: readonly { readonly name: string; readonly contentType: string; readonly content: Buffer }[]
}

export type Mailer = {
  /** @throws Error when the server does not take the message; whoever sends it tries again. */
  send(message: Message): Promise<void>
  close(): void
}

export type MailerOptions = {
  readonly config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataFolder'>
  readonly log: Log
  /** Leave a server alone that does not answer; the jobs of its messages come back later. */
  readonly breakers?: Breakers
}

const TIMEOUT_MS = 15_000
/** A server that says a word every now and then is given up after this all the same. */
const LONGEST_MS = 120_000
/** How long a server that does not answer is left alone. */
const RESET_MS = 30_000
/** A message is the program's own text: it names no file and no address that the library should fetch. */
const SAFE = { disableFileAccess: true, disableUrlAccess: true } as const

/**
 * Sends e-mail through the server of SMTP_URL. Without one, each message becomes a file of the data folder that only its
 * owner can read, and the log says where: nothing is lost, and a first try needs no server.
 */
export function createMailer({ config, log, breakers }: MailerOptions): Mailer {
  const domain = config.mailFrom.slice(config.mailFrom.lastIndexOf('@') + 1)
  const addressed = ({ to, senderName, id, attachments = [], ...content }: Message): SendMailOptions => ({
    ...content,
    from: { name: senderName, address: config.mailFrom },
    to: { name: '', address: to },
    ...(id !== undefined && { messageId: `<${id}@${domain}>` }),
    attachments: attachments.map(({ name, ...file }) => ({ ...file, filename: name })),
  })
  return config.smtpUrl === undefined
    ? fileMailer(join(config.dataFolder, 'mail'), log, addressed)
    : smtpMailer(config.smtpUrl, addressed, breakers)
}

type Addressed = (message: Message) => SendMailOptions

function smtpMailer(url: string, addressed: Addressed, breakers: Breakers | undefined): Mailer {
  const host = new URL(url).hostname
  const breaker = breakers?.create({ name: 'smtp', timeoutMs: LONGEST_MS, resetMs: RESET_MS, isFailure: isNoAnswer })
  const transport = createTransport({
    ...SAFE,
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  })
  return {
    async send(message) {
      try {
        const send = () =>
          traceCall('smtp send', { 'server.address': host }, () => transport.sendMail(addressed(message)))
        await (breaker === undefined ? send() : breaker.call(send))
      } catch (error) {
        throw withoutAddress(error, message.to)
      }
    },
    close: () => transport.close(),
  }
}

/** A refusal, of an address or a password, comes from a server that is there. */
const isNoAnswer = (error: unknown): boolean =>
  !(error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number')

/** Servers repeat in their refusals to whom they would not send: the log that shows it must not learn who that is. */
function withoutAddress(error: unknown, address: string): Error {
  const reason = error instanceof Error ? error.message : String(error)
  return new Error(`The message was not taken: ${reason.replaceAll(address, '[address]')}`)
}

function fileMailer(folder: string, log: Log, addressed: Addressed): Mailer {
  const transport = createTransport({ ...SAFE, streamTransport: true, buffer: true })
  return {
    async send(message) {
      const { message: bytes } = await transport.sendMail(addressed(message))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID()}.eml`)
      await writeFile(path, bytes as Buffer, { flag: 'wx', mode: 0o600 })
      log.info(`No SMTP_URL: a message waits in ${path}`)
    },
    close: () => transport.close(),
  }
}
