// What the worker leaves alone, the mail server and the bucket, is seen in its own figures: no other process knows of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withTransaction } from '../../server/platform/database/connect.ts'
import { createJobQueue } from '../../server/platform/jobs/job-queue.ts'
import { chooseFreePort } from '../../server/platform/process/choose-free-port.ts'
import { inReverse, testApplication } from '../harness/app.ts'
import { makeUser } from '../harness/factories.ts'
import { testObjectStorage } from '../harness/object-storage.ts'
import { until } from '../harness/processes.ts'
import { workerProcess } from '../harness/worker-process.ts'
import { readScrape } from './scrape.ts'

/** One more than says that something is away. */
const CALLS = 6

test('the worker shows that the mail server and the bucket are left alone', async (t) => {
  const cleaning = inReverse(t)
  const { sql, config } = await testApplication(cleaning)
  const bucket = await testObjectStorage(cleaning)
  const [port, nobody] = [await chooseFreePort(), await chooseFreePort()]
  const { endpoint, bucket: name, region, accessKeyId, secretAccessKey } = bucket.config
  const variables = {
    METRICS_PORT: String(port),
    INSTANCE_ID: 'plateau',
    SMTP_URL: `smtp://127.0.0.1:${nobody}`,
    MAIL_FROM: 'caisse@exemple.ca',
    S3_ENDPOINT: endpoint,
    S3_BUCKET: name,
    S3_REGION: region,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
  }
  workerProcess(cleaning, { url: config.databaseUrl ?? '', dataFolder: config.dataFolder, variables }).start()
  const state = async (what: string): Promise<number> => {
    const scrape = await fetch(`http://127.0.0.1:${port}/metrics`).then(
      (response) => response.text(),
      () => '',
    )
    return readScrape(scrape).value('circuit_breaker_state', { name: what, instance_id: 'plateau-worker' })
  }
  await until(async () => (await state('smtp')) === 0)
  assert.equal(await state('s3'), 0)

  bucket.fault = { status: 503 }
  const queue = createJobQueue(sql)
  cleaning.after(() => queue.close())
  const people = await Promise.all(Array.from({ length: CALLS }, () => makeUser(sql)))
  await withTransaction(sql, {}, async (tx) => {
    for (const { email } of people) await queue.enqueue(tx, 'send-reset-code', { email })
    for (let file = 0; file < CALLS; file += 1)
      await queue.enqueue(tx, 'remove-export-file', { stored_as: `${file}.csv` })
  })
  await until(async () => (await state('smtp')) > 0)
  await until(async () => (await state('s3')) > 0)

  bucket.fault = null
  await until(async () => (await state('s3')) === 0)
})
