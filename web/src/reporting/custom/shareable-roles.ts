export type ShareableRole = {
  readonly name: string
  readonly label: string
  /** null: the reader is not told what it allows. */
  readonly permissions: readonly string[] | null
}

type Given = { readonly name?: string; readonly label?: string; readonly permissions?: readonly string[] }

/**
 * The roles that a report may be shown to: those the reader knows, and those it is shown to already, of which no more than
 * their names may be known.
 */
export function shareableRoles(known: readonly Given[], shown: readonly Given[]): ShareableRole[] {
  const roles = [...known, ...shown].map(({ name = '', label = name, permissions = null }) => ({
    name,
    label,
    permissions,
  }))
  return roles.filter(({ name }, place) => roles.findIndex((role) => role.name === name) === place)
}

const VIEW = 'reports.view'

/** What the chosen roles are called of which it is known that they open no report. */
export const rolesWithoutReports = (roles: readonly ShareableRole[], chosen: readonly string[]): string[] =>
  roles
    .filter(({ name, permissions }) => chosen.includes(name) && permissions !== null && !permissions.includes(VIEW))
    .map(({ label }) => label)
