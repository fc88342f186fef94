import { Component, type ReactNode } from 'react'
import { ErrorState } from '../ui/index.ts'
import { takeUpdates } from './updates.ts'

type Props = { readonly children: ReactNode }
type State = { readonly error: Error | null }

/**
 * Says what went wrong while its content was drawn, and draws it anew when one asks: without it nothing at all would stand there.
 * A newer version is taken as soon as it is there: it may mend what cannot be drawn, and nobody can do anything here meanwhile.
 */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null }
  #stopWaiting: (() => void) | null = null

  static getDerivedStateFromError(error: Error): State {
    return { error }
  }

  override componentDidCatch(): void {
    this.#stopWaiting ??= takeUpdates()
  }

  override componentWillUnmount(): void {
    this.#endWaiting()
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    const retry = () => {
      this.#endWaiting()
      this.setState({ error: null })
    }
    return <ErrorState error={error} retry={retry} />
  }

  #endWaiting(): void {
    this.#stopWaiting?.()
    this.#stopWaiting = null
  }
}
