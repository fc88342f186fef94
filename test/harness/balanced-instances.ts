import type { Cleaner } from './database.ts'
import { type FakeInstance, fakeInstance } from './fake-instance.ts'
import { type NginxOptions, startNginx } from './nginx.ts'

type Ask = { method?: string; headers?: Record<string, string>; body?: string }

/** Three instances behind the balancer, and a way to ask it. */
export async function balanced(cleaner: Cleaner, change?: NginxOptions['change'], over?: NginxOptions['over']) {
  const instances = [await fakeInstance(cleaner), await fakeInstance(cleaner), await fakeInstance(cleaner)]
  const nginx = await startNginx(cleaner, { instances: instances.map(({ address }) => address), change, over })
  const received = () => instances.flatMap((instance) => instance.received)
  const forget = () => {
    for (const instance of instances) instance.received.length = 0
  }
  return {
    instances,
    nginx,
    received,
    forget,
    behave(how: Parameters<FakeInstance['behave']>[0]) {
      for (const instance of instances) instance.behave(how)
    },
    ask: (path: string, { method = 'GET', headers = {}, body }: Ask = {}) =>
      fetch(nginx.address + path, { method, headers, ...(body !== undefined && { body }) }),
    /** How often the instances were given what was asked once. */
    async countSendings(path: string, ask: RequestInit): Promise<number> {
      forget()
      const answer = await fetch(nginx.address + path, ask)
      await answer.arrayBuffer()
      return received().length
    },
  }
}
