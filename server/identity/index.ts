export { sendResetCode } from './account/send-reset-code.ts'
export { enrolmentLimit, foreignReceiptLimit } from './attempt-limits.ts'
export {
  findChangedBy,
  type PartBefore,
  type RequestChange,
  readPartsBefore,
  readRequestChanges,
} from './audit/read-request-changes.ts'
export { checkPin } from './check-pin.ts'
export { createIdentity, type Identity, serviceActor } from './create-identity.ts'
export { createUser, type NewUser } from './create-user.ts'
export { DEFAULT_ROLE_NAMES, DEFAULT_ROLES, type DefaultRoleName, ensureDefaultRoles } from './default-roles.ts'
export { discountLimitOf, hasDiscountLimit, personLimit, presentLimit } from './discount-limit.ts'
export { identityConstraints, identityErrors } from './errors.ts'
export { findRights, type PersonRights } from './find-rights.ts'
export { findUserByEmail } from './find-user-by-email.ts'
export { findValidActors, requireValidActor } from './find-valid-actors.ts'
export { insertToken } from './insert-token.ts'
export { listPeople } from './list-people.ts'
export type { StoreIdsFragment } from './load-actor.ts'
export { hashPassword, PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from './passwords.ts'
export { PEOPLE_PAGES } from './people/people-pages.ts'
export { type PeopleStores, peopleScope } from './people/people-stores.ts'
export { PERMISSION_NAMES, PERMISSIONS, type Permission } from './permissions.ts'
export { covers, findBeyond, holdPower, loadPower, type Power, requireCover } from './power.ts'
export { purgeAccessLeftovers } from './purge-access-leftovers.ts'
export { createIdentityRoutes } from './routes.ts'
export { digestCode, makeEnrolmentCode, makePassword } from './secrets.ts'
export { setPassword } from './set-password.ts'
export type { Accounting, Chart } from './settings/accounting.ts'
export { readSettings } from './settings/read-settings.ts'
export { ensureSetupCode } from './setup-code.ts'
export { returnAttempts, takeAttempts } from './take-attempts.ts'
