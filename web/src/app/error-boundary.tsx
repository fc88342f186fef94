import { Component, type ReactNode } from 'react'
import { ErrorState } from '../ui/index.ts'

type Props = { readonly children: ReactNode }
type State = { readonly error: Error | null }

/** Says what went wrong while its content was drawn, and draws it anew when one asks: without it nothing at all would stand there. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: Error): State {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return <ErrorState error={error} retry={() => this.setState({ error: null })} />
  }
}
