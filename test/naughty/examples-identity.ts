import { nextNumber } from '../harness/factories.ts'
import { type Examples, readByIds } from './example.ts'

const PASSWORD = 'un mot de passe assez long'

export const IDENTITY_EXAMPLES: Examples = {
  'POST /api/v1/login': {
    bodies: [() => ({ email: 'personne@example.com', password: PASSWORD, device_name: 'Poste', session: false })],
  },
  'POST /api/v1/register': {
    bodies: [
      () => ({
        name: 'Personne',
        email: `personne-${nextNumber()}@example.net`,
        password: PASSWORD,
        password_confirmation: PASSWORD,
        setup_code: 'code',
        device_name: 'Poste',
        session: false,
      }),
    ],
  },
  'POST /api/v1/logout': {},
  'DELETE /api/v1/tokens': {},
  'DELETE /api/v1/tokens/:id': { params: () => ({ id: 1 }), isForPeople: true },
  'GET /api/v1/tokens': { isForPeople: true },
  'POST /api/v1/tokens': {
    bodies: [() => ({ name: 'Jeton', abilities: ['products.view'], expires_at: '2199-12-31T00:00:00Z' })],
    readBack: ({ owner }, answers) =>
      readByIds(
        owner,
        '/api/v1/tokens',
        answers.map(({ id }) => id),
      ),
    isForPeople: true,
  },
}
