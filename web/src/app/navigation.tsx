import { ChevronRightIcon } from '@heroicons/react/24/outline'
import { NavLink } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useText } from '../i18n/index.ts'
import { Icon } from '../ui/index.ts'
import type { Entry, Room } from './room.ts'
import { ROOMS } from './rooms.ts'
import { useSession } from './session.tsx'
import classes from './shell.module.css'

const firstOf = (path: string): string => path.split('/')[1] ?? ''

/** Also on the pages of a room that the navigation does not list. */
const isWithin = (pathname: string, pages: Room['pages']): boolean =>
  pages.some(({ path }) => firstOf(path) === firstOf(pathname))

const isAt = (pathname: string, { to }: Entry): boolean =>
  pathname === to || (to !== '/' && pathname.startsWith(`${to}/`))

/**
 * The rooms that one may enter. A room of one page is its link; one of several unfolds, and is unfolded where one stands in
 * it: so all of them are seen at once on a small screen. What one has unfolded stays so in this browser.
 */
export function Navigation({ onChosen }: { readonly onChosen: () => void }) {
  const { can } = useSession()
  return ROOMS.map(({ label, entries, pages }) => {
    const open = entries.filter(({ permission, isUnlisted }) => isUnlisted !== true && can(permission))
    const [only, ...others] = open
    if (only === undefined) return null
    return others.length === 0 ? (
      <Way key={label.en} entry={only} hasIcon onChosen={onChosen} />
    ) : (
      <Unfolding key={label.en} label={label} entries={open} pages={pages} onChosen={onChosen} />
    )
  })
}

type UnfoldingProps = Pick<Room, 'label' | 'entries' | 'pages'> & { readonly onChosen: () => void }

function Unfolding({ label, entries, pages, onChosen }: UnfoldingProps) {
  const t = useText()
  const { pathname } = useLocation()
  const isHere = isWithin(pathname, pages)
  const [isOpen, toggle] = useUnfolded(label.en, isHere)
  const icon = entries[0]?.icon
  return (
    <>
      <NavLink
        component="button"
        type="button"
        label={t(label)}
        leftSection={icon !== undefined && <Icon of={icon} />}
        rightSection={<Icon of={ChevronRightIcon} size={0.9} />}
        onClick={toggle}
        aria-expanded={isOpen}
        className={classes.entry}
        data-here={isHere || undefined}
      />
      {isOpen && entries.map((entry) => <Way key={entry.to} entry={entry} onChosen={onChosen} />)}
    </>
  )
}

/** Where one stands it may be folded for the moment; elsewhere what one has unfolded stays so. */
function useUnfolded(name: string, isHere: boolean): [boolean, () => void] {
  const [isFolded, setFolded] = useState(false)
  const [unfolded, setUnfolded] = useLocalStorage<readonly string[]>({
    key: 'comptoir.navigation',
    defaultValue: [],
    getInitialValueInEffect: false,
  })
  useEffect(() => {
    if (!isHere) setFolded(false)
  }, [isHere])
  const isOpen = isHere ? !isFolded : unfolded.includes(name)
  const toggle = () => {
    if (isHere) setFolded(isOpen)
    else setUnfolded(isOpen ? unfolded.filter((other) => other !== name) : [...unfolded, name])
  }
  return [isOpen, toggle]
}

type WayProps = { readonly entry: Entry; readonly hasIcon?: boolean; readonly onChosen: () => void }

function Way({ entry, hasIcon = false, onChosen }: WayProps) {
  const t = useText()
  const { pathname } = useLocation()
  return (
    <NavLink
      component={Link}
      to={entry.to}
      label={t(entry.label)}
      {...(hasIcon && { leftSection: <Icon of={entry.icon} /> })}
      active={isAt(pathname, entry)}
      onClick={onChosen}
      className={`${classes.entry} ${hasIcon ? '' : classes.inner}`}
    />
  )
}
