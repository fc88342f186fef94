import { ChevronDownIcon, ChevronRightIcon } from '@heroicons/react/24/outline'
import { ActionIcon, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useFormat, useText } from '../../i18n/index.ts'
import { Icon } from '../../ui/index.ts'
import { type CategoryNode, isWithin } from '../category-tree.ts'
import classes from './filters.module.css'
import { messages } from './messages.ts'

type CategoryFacetProps = {
  readonly tree: readonly CategoryNode[]
  readonly counts: ReadonlyMap<number, number>
  readonly chosen: number | null
  readonly onChoose: (id: number | null) => void
}

/** The tree of categories with what each would leave; the branch of the chosen one is open. */
export function CategoryFacet(props: CategoryFacetProps) {
  const t = useText()
  const { tree, chosen, onChoose } = props
  return (
    <ul className={classes.tree}>
      <li>
        <UnstyledButton
          className={classes.category}
          aria-current={chosen === null ? 'true' : undefined}
          onClick={() => onChoose(null)}
        >
          {t(messages.allCategories)}
        </UnstyledButton>
      </li>
      {tree.map((node) => (
        <Branch key={node.id} node={node} {...props} />
      ))}
    </ul>
  )
}

function Branch({ node, ...props }: CategoryFacetProps & { readonly node: CategoryNode }) {
  const t = useText()
  const format = useFormat()
  const { tree, counts, chosen, onChoose } = props
  const holdsChosen = chosen !== null && chosen !== node.id && isWithin(tree, chosen, node.id)
  const [isOpened, setOpened] = useState(false)
  const isOpen = isOpened || holdsChosen || chosen === node.id
  const count = counts.get(node.id) ?? 0
  if (count === 0 && chosen !== node.id && !holdsChosen) return null
  const hasChildren = node.children.some(({ id }) => (counts.get(id) ?? 0) > 0)
  return (
    <li>
      <div className={classes.branch}>
        <UnstyledButton
          className={classes.category}
          aria-current={chosen === node.id ? 'true' : undefined}
          onClick={() => onChoose(node.id)}
        >
          <span>{node.name}</span>
          <span className={classes.count}>{format.number(count)}</span>
        </UnstyledButton>
        {hasChildren && (
          <ActionIcon
            size="sm"
            aria-expanded={isOpen}
            aria-label={t(isOpen ? messages.closeBranch : messages.openBranch, { name: node.name })}
            onClick={() => setOpened(!isOpen)}
          >
            <Icon of={isOpen ? ChevronDownIcon : ChevronRightIcon} size={0.8} />
          </ActionIcon>
        )}
      </div>
      {isOpen && hasChildren && (
        <ul className={classes.tree}>
          {node.children.map((child) => (
            <Branch key={child.id} {...props} node={child} />
          ))}
        </ul>
      )}
    </li>
  )
}
