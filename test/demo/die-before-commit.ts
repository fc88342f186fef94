// Makes a demo and dies when all of it is written but the commit: the worst moment to be killed.
import { makeDemo } from '../../server/demo/index.ts'
import { connect } from '../../server/platform/database/connect.ts'
import { TEST_DATABASE_CONFIG } from '../harness/database.ts'
import { TEST_SECRET_KEY } from '../harness/secret-key.ts'

const sql = connect(TEST_DATABASE_CONFIG, { url: process.argv[2] ?? '', max: 1 })
await makeDemo(sql, { days: 2, secretKey: TEST_SECRET_KEY, keepSignIns: () => process.kill(process.pid, 'SIGKILL') })
