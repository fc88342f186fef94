// What strangers send instead of pictures: each is refused with the name of its part, and nothing of it stays.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import sharp from 'sharp'
import { testApplication } from '../../test/harness/app.ts'
import { makeProduct } from '../../test/harness/catalog.ts'
import { filesBelow, leftBelow, temporaryFolder } from '../../test/harness/folder.ts'
import { postParts } from '../../test/harness/multipart.ts'
import {
  animatedGif,
  emptyArchive,
  emptyPng,
  makePicture,
  type PictureFormat,
  pictureFile,
} from '../../test/harness/pictures.ts'
import { createImageProcess } from './images/image-process.ts'

const application = await testApplication({ after })
const { sql, as, config, guest, log } = application
const manager = as('manager')
const { id: productId } = await makeProduct(sql)
const path = `/api/v1/products/${productId}/gallery`
const stored = () => filesBelow(join(config.dataFolder, 'files'))

const FORMATS = ['jpeg', 'png', 'webp', 'avif', 'gif'] as const satisfies readonly PictureFormat[]
const pictures = new Map<PictureFormat, Buffer>()
for (const format of FORMATS) pictures.set(format, await makePicture(format, { width: 320, height: 240 }))
const picture = (format: PictureFormat) => pictures.get(format) as Buffer
const cut = (format: PictureFormat, share: number) => {
  const whole = picture(format)
  return whole.subarray(0, Math.floor(whole.length * share))
}
const followed = (format: PictureFormat, ...added: (string | Buffer)[]) =>
  Buffer.concat([picture(format), ...added.map((part) => Buffer.from(part as string))])

/** Text inside a PNG, where a picture may say who made it. */
function pngWithText(text: string): Promise<Buffer> {
  return sharp(picture('png'))
    .withExif({ IFD0: { Copyright: text } })
    .png()
    .toBuffer()
}

const bombs: Record<string, Buffer> = {
  'a PNG that says 50,000 × 50,000': emptyPng(50_000, 50_000),
  'a PNG that says 2,147,483,647 × 2': emptyPng(2_147_483_647, 2),
  'a GIF of 65,535 × 65,535': animatedGif(65_535, 65_535, 1),
  'a GIF of 501 frames': animatedGif(10, 10, 501),
  'a GIF of 100,000 frames of 4,000 × 4,000': animatedGif(4000, 4000, 100_000),
  'a PNG of fewer rows than it says': emptyPng(6000, 6000),
}
const polyglots: Record<string, Buffer> = {
  'a JPEG and an archive': followed('jpeg', emptyArchive()),
  'a GIF and an archive with a comment': followed('gif', emptyArchive().fill(3, 20, 21), 'abc'),
  'a PNG and a page': followed('png', '<!DOCTYPE html><html><body>'),
  'a WebP and a script': followed('webp', '<SCRIPT>alert(1)</SCRIPT>'),
  'a JPEG and a program': followed('jpeg', '<?php system($_GET["c"]);'),
  'a PNG whose author is a script': await pngWithText('<script src=//x.example></script>'),
  'a GIF and a document': Buffer.concat([picture('gif').subarray(0, 20), Buffer.from('%PDF-1.7'), picture('gif')]),
}
const others: Record<string, Buffer> = {
  'a drawing with a script': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  'a drawing behind a declaration': Buffer.from(
    '\ufeff<?xml version="1.0"?>\n<!-- x --><svg width="1" height="1"></svg>',
  ),
  'a page': Buffer.from('<html><body onload="alert(1)">'),
  'a text': Buffer.from('photo'),
  'a TIFF': await sharp(picture('png')).tiff().toBuffer(),
  'a telephone’s picture': Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1'), Buffer.alloc(500)]),
  'an archive': emptyArchive(),
  'one byte': Buffer.from([0xff]),
  zeros: Buffer.alloc(100_000),
}
const truncated: Record<string, Buffer> = {}
for (const format of FORMATS) {
  for (const share of [0.03, 0.5, 0.99]) truncated[`${share * 100} % of a ${format}`] = cut(format, share)
}
const broken: Record<string, Buffer> = {
  'the head of a JPEG': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  'the head of a PNG': picture('png').subarray(0, 8),
  'a container without a picture': Buffer.from('\0\0\0\x18ftypavif\0\0\0\0avifmif1'),
  'a PNG with a row changed': Buffer.from(picture('png')).fill(7, 500, 600),
}

const groups: [name: string, status: number, files: Record<string, Buffer>][] = [
  ['bombs', 422, bombs],
  ['pictures that are something else too', 422, polyglots],
  ['what is no picture of an accepted format', 415, others],
  ['truncated pictures', 422, truncated],
  ['broken pictures', 422, broken],
]

for (const [name, wanted, files] of groups) {
  test(`${name} are refused, and leave nothing`, async () => {
    const before = stored().length
    for (const [what, content] of Object.entries(files)) {
      const { status, body } = await postParts(manager, path, [
        pictureFile(picture('png')),
        pictureFile(content, '../../photo.jpg'),
      ])
      assert.deepEqual(
        [what, status, Object.keys(body.errors ?? {})],
        [what, wanted, ['files.1']],
        JSON.stringify(body),
      )
    }
    assert.equal(stored().length, before)
    assert.deepEqual(await leftBelow(join(config.dataFolder, 'tmp', 'uploads')), [])
    const [count] = await sql`select count(*)::int as n from product_images where product_id = ${productId}`
    assert.equal(count?.n, 0)
  })
}

test('every file at fault is named, with its own reason, in both languages', async () => {
  const parts = [emptyPng(50_000, 50_000), picture('png'), Buffer.from('<svg></svg>')].map((file) => pictureFile(file))
  const french = await postParts(manager, path, parts)
  assert.equal(french.status, 422)
  assert.deepEqual(french.body.errors, {
    'files.0': ['Cette image a plus de 50 millions de pixels.'],
    'files.2': [
      'Un dessin SVG peut contenir un programme\u00a0: il n’est pas accepté. Formats acceptés\u00a0: JPEG, PNG, WebP, AVIF, GIF.',
    ],
  })
  const english = await postParts(manager, path, parts, { 'accept-language': 'en' })
  assert.deepEqual(english.body.errors['files.0'], ['This image has more than 50 million pixels.'])
})

test('each format is accepted by its content, whatever it is called', async () => {
  for (const format of FORMATS) {
    const { id } = await makeProduct(sql)
    const parts = [{ ...pictureFile(picture(format), 'facture.exe'), type: 'text/html' }]
    const { status, body } = await postParts(manager, `/api/v1/products/${id}/gallery`, parts)
    assert.equal(status, 201, `${format}: ${JSON.stringify(body)}`)
    assert.deepEqual([body.data[0].width, body.data[0].height], [320, 240])
  }
})

test('of a photograph only the picture stays: upright, in sRGB, without place or camera', async () => {
  const photograph = await sharp(picture('png'))
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: 'Appareil', Copyright: 'Nom de quelqu’un' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '46/1 48/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '71/1 12/1 0/1' },
    })
    .withIccProfile('p3')
    .jpeg()
    .toBuffer()
  const before = await sharp(photograph).metadata()
  assert.ok(before.exif?.includes('Appareil') && before.orientation === 6 && before.icc !== undefined)
  const { id } = await makeProduct(sql)
  const { body } = await postParts(manager, `/api/v1/products/${id}/gallery`, [pictureFile(photograph)])
  const [shown] = body.data
  assert.deepEqual([shown.width, shown.height], [240, 320])
  const { raw } = await guest.get(shown.url)
  const facts = await sharp(raw).metadata()
  assert.deepEqual(
    [facts.format, facts.exif, facts.icc, facts.xmp, facts.orientation, facts.space],
    ['webp', undefined, undefined, undefined, undefined, 'srgb'],
  )
  assert.ok(!raw.includes('Appareil'))
})

test('the largest picture that is accepted is kept within 4,000 pixels', async () => {
  const large = await sharp({ create: { width: 10_000, height: 5000, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  const { id } = await makeProduct(sql)
  const { status, body } = await postParts(manager, `/api/v1/products/${id}/gallery`, [pictureFile(large)])
  assert.equal(status, 201, JSON.stringify(body))
  assert.deepEqual([body.data[0].width, body.data[0].height], [4000, 2000])
})

test('an animation is its first picture', async () => {
  const { id } = await makeProduct(sql)
  const { status, body } = await postParts(manager, `/api/v1/products/${id}/gallery`, [
    pictureFile(animatedGif(40, 30, 20)),
  ])
  assert.equal(status, 201, JSON.stringify(body))
  assert.deepEqual([body.data[0].width, body.data[0].height], [40, 30])
})

test('a picture that takes too long is refused like a damaged one, and the next one is served', async (t) => {
  const folder = temporaryFolder(t)
  const images = createImageProcess({ timeoutMs: 1 })
  t.after(() => images.close())
  const source = join(folder, 'source')
  await sharp({ create: { width: 9000, height: 5000, channels: 3, background: 'teal' } })
    .png()
    .toFile(source)
  const late = await images.run({ kind: 'rewrite', source, target: join(folder, 'target') })
  assert.deepEqual(late, { refusal: 'broken' })
  assert.ok(!existsSync(join(folder, 'target')))
  const patient = createImageProcess()
  t.after(() => patient.close())
  const written = await patient.run({ kind: 'rewrite', source, target: join(folder, 'target') })
  assert.ok('written' in written)
})

test('no request was a fault of ours', () => {
  assert.deepEqual(log.faults, [])
})
