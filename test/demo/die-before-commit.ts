// Makes a demo and dies when all of it is written but the commit: the worst moment to be killed.
import { makeDemo } from '../../server/demo/index.ts'
import { connect } from '../../server/platform/database/connect.ts'
import { TEST_DATABASE_CONFIG } from '../harness/database.ts'

const sql = connect(TEST_DATABASE_CONFIG, { url: process.argv[2] ?? '', max: 1 })
await makeDemo(sql, { days: 2, keepSignIns: () => process.kill(process.pid, 'SIGKILL') })
