import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { text } from '../text.ts'
import { openOperation } from './describe-open.ts'

const LINKS = { docs: '/docs', redoc: '/redoc', openapi: '/openapi.json', health: '/health' }

const describe = (operationId: string, version: string) =>
  openOperation(operationId, 'operations', {
    summary: text('Où trouver quoi', 'Where to find what'),
    description: text(
      'Le nom et la version du programme, et les adresses de la documentation et de l’état.',
      'The name and the version of the program, and the addresses of the documentation and of the health.',
    ),
    answers: {
      200: {
        description: text('Le programme répond.', 'The program answers.'),
        type: 'application/json',
        schema: Type.Object({
          name: Type.String(),
          version: Type.String(),
          links: Type.Object({
            docs: Type.String(),
            redoc: Type.String(),
            openapi: Type.String(),
            health: Type.String(),
          }),
        }),
        example: { name: 'Comptoir', version, links: LINKS },
      },
    },
  })

/** Adds `/` and the API's own address, which tell whoever knocks where to go on. */
export function registerEntrance(
  app: FastifyInstance,
  { name, version, prefix }: { name: string; version: string; prefix: string },
): void {
  const config = { isOpen: true } as const
  const add = (url: string, operationId: string) =>
    app.get(url, { config, schema: describe(operationId, version) }, async () => ({ name, version, links: LINKS }))
  add('/', 'readEntrance')
  add(prefix, 'readApiEntrance')
}
