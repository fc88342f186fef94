import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile, MultipartValue } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { createGate } from '../create-gate.ts'
import { AppError, invalid, platformErrors } from '../errors.ts'
import { text } from '../text.ts'
import { removeLeftovers } from './remove-leftovers.ts'
import type { FilesRule, ReceivedFile } from './route.ts'
import { unsupportedMediaType } from './unsupported-media-type.ts'

/** The parts of a multipart body, its files on disk. */
export type Received = {
  readonly files: readonly ReceivedFile[]
  /** By name, as they came. */
  readonly fields: Record<string, unknown>
  /** Removes the files. */
  release(): Promise<void>
}

/**
 * Reads the multipart body of a request.
 *
 * @throws unsupported_media_type, unreadable_multipart, payload_too_large, validation_failed (no file, too many, an empty
 *   one, a part under another name), not_ready when too many bodies wait already. Nothing is then left on disk.
 */
export type Receiver = (request: FastifyRequest, rule: FilesRule) => Promise<Received>

/** What waits is not read: its bytes stay in the connection. */
const AT_ONCE = 16
const WAITING = 400
const MAX_FIELDS = 50
const MAX_FIELD_BYTES = 64 * 1024
/** What the headers of the parts, the boundaries and the fields may add to the files. */
const MAX_OTHER_BYTES = 1024 * 1024
/** A client that goes on sending what was refused is listened to this long, so that it can read why. */
const MAX_UNHEARD_BYTES = 64 * 1024 * 1024
const MAX_NAME_LENGTH = 255

/** Makes the receiver of one process: every body gets a folder of its own below `folder`. */
export function createReceiver(folder: string): Receiver {
  const inTurn = createGate({ atOnce: AT_ONCE, waiting: WAITING })
  let ready: Promise<void> | undefined
  const prepareFolder = async () => {
    await mkdir(folder, { recursive: true })
    await removeLeftovers(folder)
  }
  return async (request, rule) => {
    try {
      if (!request.isMultipart()) throw unsupportedMediaType(request.routeOptions.config.route)
      const announced = Number(request.headers['content-length'] ?? 0)
      if (announced > rule.maxBytesTotal + MAX_OTHER_BYTES) throw tooLarge(rule.field, rule.maxBytesTotal)
      return await inTurn(async () => {
        ready ??= prepareFolder().catch((error: unknown) => {
          ready = undefined
          throw error
        })
        await ready
        return receiveInto(await mkdtemp(join(folder, 'upload-')), request, rule)
      })
    } catch (error) {
      drain(request)
      throw error
    }
  }
}

async function receiveInto(folder: string, request: FastifyRequest, rule: FilesRule): Promise<Received> {
  const release = () => rm(folder, { recursive: true, force: true })
  try {
    // Whoever left while waiting would never be heard to end.
    if (request.raw.destroyed) throw platformErrors.unreadable_multipart()
    const { files, fields } = await readParts(folder, request, rule)
    if (files.length === 0) throw invalid({ [rule.field]: text('Un fichier est obligatoire.', 'A file is required.') })
    return { files, fields, release }
  } catch (error) {
    await release()
    throw understand(error)
  }
}

async function readParts(folder: string, request: FastifyRequest, rule: FilesRule) {
  const files: ReceivedFile[] = []
  const fields: Record<string, unknown> = Object.create(null)
  let left = rule.maxBytesTotal
  const limits = {
    fields: MAX_FIELDS,
    fieldSize: MAX_FIELD_BYTES,
    // One more than allowed is seen here, and refused by name.
    files: rule.maxFiles + 1,
    fileSize: rule.maxBytesEach,
    parts: MAX_FIELDS + rule.maxFiles + 1,
  }
  const options = { throwFileSizeLimit: false, limits }
  for await (const part of request.parts(options)) {
    if (part.type === 'field') {
      addField(fields, part)
      continue
    }
    const place = placeOf(part, files.length, rule)
    const received = await keepFile(part, { place, path: join(folder, String(files.length)), left, rule })
    if (received === null) continue
    left -= received.bytes
    files.push(received)
  }
  return { files, fields }
}

/** `files[]` and `files[0]`, as some programs write it, are `files`. */
const plainName = (name: string): string => name.replace(/\[\d*\]$/, '')

function placeOf(part: MultipartFile, position: number, { field, maxFiles }: FilesRule): string {
  const name = plainName(part.fieldname)
  if (name !== field) {
    throw invalid({
      [name]: text(`Les fichiers se nomment ici «\u00a0${field}\u00a0».`, `Files are called “${field}” here.`),
    })
  }
  if (position === maxFiles) {
    const most = text(`Au plus ${maxFiles} fichiers à la fois.`, `At most ${maxFiles} files at once.`)
    throw invalid({ [field]: maxFiles === 1 ? text('Un seul fichier à la fois.', 'Only one file at once.') : most })
  }
  return maxFiles === 1 ? field : `${field}.${position}`
}

function addField(fields: Record<string, unknown>, part: MultipartValue): void {
  const name = plainName(part.fieldname)
  if (part.fieldnameTruncated || part.valueTruncated) {
    throw platformErrors.payload_too_large({
      fields: { [name]: text('Cette valeur est trop longue.', 'This value is too long.') },
    })
  }
  if (Object.hasOwn(fields, name))
    throw invalid({ [name]: text('Ce champ est donné deux fois.', 'This field is given twice.') })
  fields[name] = part.value
}

type Place = { place: string; path: string; left: number; rule: FilesRule }

/** Writes a part to disk as it arrives. null: the empty part that a browser sends where no file was chosen. */
async function keepFile(part: MultipartFile, { place, path, left, rule }: Place): Promise<ReceivedFile | null> {
  const digest = createHash('sha256')
  let bytes = 0
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      digest.update(chunk)
      done(bytes > left ? tooLarge(rule.field, rule.maxBytesTotal) : null, chunk)
    },
  })
  await pipeline(part.file, counter, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  if (part.file.truncated) throw tooLarge(place, rule.maxBytesEach)
  if (bytes === 0 && !part.filename) return null
  if (bytes === 0) throw invalid({ [place]: text('Ce fichier est vide.', 'This file is empty.') })
  return { field: place, name: shownName(part.filename), path, bytes, digest: digest.digest('hex') }
}

/** What a file is called, without folders and without what cannot be shown. */
function shownName(name: string | undefined): string {
  const last = (name ?? '').toWellFormed().split(/[/\\]/).at(-1) ?? ''
  return last.replace(/\p{C}/gu, '').trim().slice(0, MAX_NAME_LENGTH).toWellFormed()
}

function tooLarge(place: string, maxBytes: number): AppError {
  const [french, english] = [sizeText(maxBytes, 'fr'), sizeText(maxBytes, 'en')]
  return platformErrors.payload_too_large({
    fields: { [place]: text(`Au plus ${french}.`, `At most ${english}.`) },
  })
}

const KIBI = 1024
function sizeText(bytes: number, language: 'fr' | 'en'): string {
  const [units, space] = language === 'fr' ? [['octets', 'Kio', 'Mio'], '\u00a0'] : [['bytes', 'KiB', 'MiB'], ' ']
  const power = bytes >= KIBI * KIBI ? 2 : bytes >= KIBI ? 1 : 0
  return `${Math.floor(bytes / KIBI ** power)}${space}${units[power]}`
}

/** What the parser complains of is the body's fault; what the disk complains of is not. */
function understand(error: unknown): unknown {
  if (error instanceof AppError) return error
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  if (code === 'ENOSPC' || code === 'EDQUOT') return platformErrors.not_ready({ retryAfterSeconds: 60 })
  if (error instanceof Error && 'syscall' in error && code !== 'ECONNRESET') return error
  return statusCode === 413 ? platformErrors.payload_too_large() : platformErrors.unreadable_multipart()
}

/** Hears the rest of a refused body out, so that its sender reads the answer; one that does not end is cut off. */
function drain({ raw }: FastifyRequest): void {
  let unheard = 0
  raw.unpipe()
  raw.on('data', (chunk: Buffer) => {
    unheard += chunk.length
    if (unheard > MAX_UNHEARD_BYTES) raw.destroy()
  })
  raw.resume()
}
