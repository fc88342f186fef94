import { Type } from 'typebox'
import type { Actor } from '../platform/actor.ts'
import type { Config } from '../platform/config.ts'
import { IdParams, Nullable } from '../platform/http/fields.ts'
import { ownWrite, type RequestFacts, type Route, read, write } from '../platform/http/route.ts'
import { text } from '../platform/text.ts'
import { createAccountRoutes } from './account/account-routes.ts'
import type { LeaveResetCode } from './account/request-reset.ts'
import { createAuditRoutes } from './audit/audit-routes.ts'
import type { Identity } from './create-identity.ts'
import { createToken } from './create-token.ts'
import { identityErrors } from './errors.ts'
import { listTokens } from './list-tokens.ts'
import { logIn } from './log-in.ts'
import { logOut } from './log-out.ts'
import { type AccessRequest, sessionCookie } from './open-access.ts'
import type { PeopleStores } from './people/people-stores.ts'
import { createUserRoutes } from './people/user-routes.ts'
import { readProfile } from './read-profile.ts'
import { registerUser } from './register-user.ts'
import { revokeToken, revokeTokens } from './revoke-tokens.ts'
import { createRoleRoutes } from './roles/role-routes.ts'
import {
  AccessData,
  LoginBody,
  NewTokenData,
  ProfileData,
  RegisterBody,
  TokenBody,
  TokenData,
  TokenList,
} from './schema.ts'
import { SETTINGS_ROUTES } from './settings/settings-routes.ts'
import { createSetupRoutes, type SetupDependencies } from './setup/setup-routes.ts'

export type IdentityRouteDependencies = {
  readonly identity: Identity
  readonly config: Pick<Config, 'apiBaseUrl'>
  readonly stores: PeopleStores
  readonly leaveResetCode: LeaveResetCode
  readonly setup: SetupDependencies
}

const IDENTITY = 'identity'
const TOKENS = 'tokens'

export function createIdentityRoutes(dependencies: IdentityRouteDependencies): readonly Route[] {
  const { identity, config, stores, leaveResetCode, setup } = dependencies
  const isSecure = (request: RequestFacts) => request.isSecure || config.apiBaseUrl.startsWith('https:')
  return [
    ...accessRoutes(identity, isSecure),
    ...createAccountRoutes({ identity, leaveResetCode }),
    ...tokenRoutes(identity),
    ...createUserRoutes(stores),
    ...createRoleRoutes(stores.idsOf),
    ...createAuditRoutes(stores),
    ...SETTINGS_ROUTES,
    ...createSetupRoutes(setup),
  ]
}

function accessRoutes(identity: Identity, isSecure: (request: RequestFacts) => boolean): Route[] {
  const accessRequest = (input: { session?: boolean; device_name?: string }, request: RequestFacts): AccessRequest => ({
    isSession: input.session ?? false,
    deviceName: input.device_name ?? 'Connexion',
    isSecure: isSecure(request),
  })
  return [
    ownWrite({
      method: 'POST',
      path: '/login',
      operation: 'logIn',
      provesCaller: true,
      tag: IDENTITY,
      summary: text('Ouvrir une session', 'Log in'),
      description: text(
        'Répond un jeton, ou avec `session: true` un témoin de session pour un navigateur. Cinq échecs par compte et trente par adresse en quinze minutes.',
        'Answers a token, or with `session: true` a session cookie for a browser. Five failures per account and thirty per address in fifteen minutes.',
      ),
      access: 'public',
      limit: 'sign-in',
      errors: [identityErrors.bad_credentials, identityErrors.too_many_attempts],
      body: LoginBody,
      response: AccessData,
      secret: true,
      message: text('Connexion réussie.', 'Logged in.'),
      run: ({ sql, body, request, audit }) =>
        logIn(sql, {
          email: body.email,
          password: body.password,
          address: request.address,
          access: accessRequest(body, request),
          audit,
        }),
    }),
    ownWrite({
      method: 'POST',
      path: '/register',
      operation: 'registerUser',
      tag: IDENTITY,
      summary: text('Créer son compte', 'Register'),
      description: text(
        'La première personne donne le code de mise en route et devient propriétaire ; les autres n’ont aucune permission avant de recevoir un rôle.',
        'The first person gives the set-up code and becomes owner; others have no permission until given a role.',
      ),
      access: 'public',
      limit: 'sign-in',
      errors: [identityErrors.already_set_up, identityErrors.email_taken, identityErrors.too_many_attempts],
      body: RegisterBody,
      response: AccessData,
      status: 201,
      secret: true,
      message: text('Compte créé avec succès.', 'Account created.'),
      run: ({ sql, body, request, audit }) =>
        registerUser(sql, {
          input: body,
          address: request.address,
          locale: request.language,
          access: accessRequest(body, request),
          audit,
        }),
    }),
    ownWrite({
      method: 'POST',
      path: '/logout',
      operation: 'logOut',
      tag: IDENTITY,
      summary: text('Fermer la session', 'Log out'),
      description: text(
        'Révoque le jeton ou la session de cette requête.',
        'Revokes the token or the session of this request.',
      ),
      access: 'authenticated',
      errors: [identityErrors.people_only],
      response: Type.Null(),
      message: text('Déconnexion réussie.', 'Logged out.'),
      async run({ sql, actor, request, audit }) {
        await logOut(sql, actor, audit)
        identity.forgetCredential(actor.credential)
        if (actor.credential.kind !== 'session') return { data: null }
        return { data: null, headers: { 'set-cookie': sessionCookie('', 0, isSecure(request)) } }
      },
    }),
    read({
      path: '/me',
      operation: 'readProfile',
      tag: IDENTITY,
      summary: text('Qui suis-je, et que puis-je faire', 'Who am I, and what may I do'),
      description: text(
        'Répond la personne ou le programme qui appelle, ses rôles, ses permissions (déjà limitées à celles du jeton) et les magasins où il agit (`"all"` : tous). Un programme qui vient d’obtenir un jeton commence ici.',
        'Answers the person or the program that calls, their roles, their permissions (already narrowed to those of the token) and the stores in which they act (`"all"`: every one). A program that has just been given a token starts here.',
      ),
      access: 'authenticated',
      response: ProfileData,
      run: async ({ sql, actor, request }) => ({ data: await readProfile(sql, actor, request.language) }),
    }),
    read({
      path: '/session',
      operation: 'readSession',
      tag: IDENTITY,
      summary: text('La session de ce navigateur, s’il en a une', 'The session of this browser, if it has one'),
      description: text(
        'Répond comme `GET /me`, ou `null` à qui n’est pas connu : une page demande ainsi sans refus si quelqu’un est déjà là.',
        'Answers as `GET /me` does, or `null` to whoever is not known: a page asks so, without a refusal, whether somebody is there already.',
      ),
      access: 'public',
      knowsCaller: true,
      response: Nullable(ProfileData),
      async run({ sql, actor, request }) {
        const known = actor as Actor | null
        return { data: known === null ? null : await readProfile(sql, known, request.language) }
      },
    }),
  ]
}

function tokenRoutes(identity: Identity): Route[] {
  return [
    read({
      path: '/tokens',
      operation: 'listTokens',
      tag: TOKENS,
      summary: text('Lister ses jetons', 'List one’s tokens'),
      description: text(
        'Les jetons de qui appelle, sans leur secret, avec leurs capacités, leur échéance et leur dernier emploi. Un programme qui appelle avec `API_TOKEN` n’en a pas : 403.',
        'The caller’s own tokens, without their secret, with their abilities, their expiry and when they were last used. A program that calls with `API_TOKEN` has none: 403.',
      ),
      access: 'authenticated',
      errors: [identityErrors.people_only],
      query: TokenList,
      response: Type.Array(Type.Partial(TokenData)),
      run: ({ sql, actor, query }) => listTokens(sql, actor, query),
    }),
    write({
      method: 'POST',
      path: '/tokens',
      operation: 'createToken',
      tag: TOKENS,
      summary: text('Créer un jeton', 'Create a token'),
      description: text(
        'Fait un jeton pour un programme. `abilities` le limite à certaines permissions de la personne, jamais au-delà ; `expires_at` (ISO 8601, à venir) lui donne une fin. Le secret n’est montré que dans cette réponse, qui n’est jamais gardée : répéter la requête fait un autre jeton.',
        'Makes a token for a program. `abilities` narrow it to some of the person’s permissions, never beyond them; `expires_at` (ISO 8601, in the future) ends it. The secret is shown in this answer only, which is never kept: repeating the request makes another token.',
      ),
      access: 'authenticated',
      errors: [identityErrors.people_only],
      body: TokenBody,
      response: NewTokenData,
      status: 201,
      secret: true,
      message: text(
        'Jeton créé ; copiez-le maintenant, il ne sera plus montré.',
        'Token created; copy it now, it will not be shown again.',
      ),
      run: async ({ tx, actor, body }) => ({ data: await createToken(tx, actor, body) }),
    }),
    ownWrite({
      method: 'DELETE',
      path: '/tokens/:id',
      operation: 'revokeToken',
      tag: TOKENS,
      summary: text('Révoquer un de ses jetons', 'Revoke one of one’s tokens'),
      description: text(
        'Le jeton cesse de servir : aussitôt sur l’instance qui répond, en moins d’une seconde sur les autres. Le jeton d’une autre personne n’existe pas ici (404).',
        'The token is of no more use: at once on the instance that answers, within a second on the others. Another person’s token does not exist here (404).',
      ),
      access: 'authenticated',
      errors: [identityErrors.people_only],
      params: IdParams,
      response: Type.Null(),
      message: text('Jeton révoqué.', 'Token revoked.'),
      async run({ sql, actor, params, audit }) {
        await revokeToken(sql, actor, params.id, audit)
        identity.forgetCredential({ kind: 'token', id: params.id })
        return { data: null }
      },
    }),
    ownWrite({
      method: 'DELETE',
      path: '/tokens',
      operation: 'revokeTokens',
      tag: TOKENS,
      summary: text('Révoquer tous ses jetons', 'Revoke all of one’s tokens'),
      description: text(
        'Révoque tous les jetons de la personne, celui de cette requête compris, et répond combien ils étaient.',
        'Revokes all of the person’s tokens, the one of this request among them, and answers how many there were.',
      ),
      access: 'authenticated',
      errors: [identityErrors.people_only],
      response: Type.Object({ revoked: Type.Integer() }),
      message: text('Tous vos jetons sont révoqués.', 'All of your tokens are revoked.'),
      async run({ sql, actor, audit }) {
        const revoked = await revokeTokens(sql, actor, audit)
        if (actor.userId !== null) identity.forgetUser(actor.userId)
        return { data: { revoked } }
      },
    }),
  ]
}
