/** A screen that fails takes only itself away: the frame stays, and says what to do. */
import { Component, type ReactNode } from 'react'
import { Trouble } from '../states.tsx'

interface Props {
  readonly children: ReactNode
}

export class Mishap extends Component<Props, { readonly error: unknown }> {
  override state = { error: null as unknown }

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error: error ?? new Error('Something failed; nothing was lost.') }
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children
    return <Trouble error={saidOf(this.state.error)} retry={() => window.location.reload()} />
  }
}

/** A page's file that is not there any more is an older version of the application. */
const saidOf = (error: unknown): unknown =>
  error instanceof TypeError && /import|fetch|load/i.test(error.message)
    ? new Error('The application has a newer version, or the connection is gone. Load it again.')
    : new Error('This screen failed; what was saved is safe. Try again, or choose another screen.')
