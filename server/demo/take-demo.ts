import { beginDemo, noteDemoFailed, noteDemoMade } from '../identity/index.ts'
import type { Sql } from '../platform/database/connect.ts'
import type { Log } from '../platform/log/create-log.ts'
import { makeDemo } from './make-demo.ts'
import { writeSignIns } from './sign-in-file.ts'

type TakeOptions = { readonly secretKey: string; readonly signInPath: string; readonly log: Log }

/**
 * Makes the demo chain that the owner asked for, beside the people who are there. What hinders it is said where it was
 * asked for, and not tried again by itself: whoever waits for it decides.
 */
export async function takeDemo(sql: Sql, { secretKey, signInPath, log }: TakeOptions): Promise<void> {
  if (!(await beginDemo(sql))) return
  try {
    const keepSignIns = (people: Parameters<typeof writeSignIns>[1]) => writeSignIns(signInPath, people)
    const demo = await makeDemo(sql, { secretKey, isBesidePeople: true, keepSignIns, onMade: noteDemoMade })
    if (demo === null) await noteDemoFailed(sql)
  } catch (error) {
    log.error(error, { endpoint: 'job make-demo' })
    await noteDemoFailed(sql)
  }
}
