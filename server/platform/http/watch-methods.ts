import type { FastifyInstance } from 'fastify'

/** Notes the routes as they are added; answers which methods an address has, in the order of the alphabet. */
export function watchMethods(app: FastifyInstance): (address: string) => string[] {
  const routes: { segments: readonly string[]; methods: readonly string[] }[] = []
  app.addHook('onRoute', ({ url, method }) => {
    routes.push({ segments: segmentsOf(url), methods: [method].flat() })
  })
  return (address) => {
    const asked = segmentsOf(address.split(/[?#]/)[0] ?? '')
    const found = routes.filter(({ segments }) => matches(segments, asked)).flatMap(({ methods }) => methods)
    return [...new Set(found)].sort()
  }
}

const segmentsOf = (path: string): string[] => path.replace(/\/$/, '').split('/')

/** `:id` stands for any one part of an address, `*` for all that follows. */
function matches(segments: readonly string[], asked: readonly string[]): boolean {
  const rest = segments.indexOf('*')
  if (rest < 0 && segments.length !== asked.length) return false
  const compared = rest < 0 ? segments : segments.slice(0, rest)
  return compared.every((segment, index) => {
    const given = asked[index]
    return segment.startsWith(':') ? given !== undefined && given !== '' : segment === given
  })
}
