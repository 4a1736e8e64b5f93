/** What failed, what to do, a code for support. A block that breaks shows this in its place and the rest of the page lives. */
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { isProblem } from '../client/problem'
import { kitMessages } from '../i18n/kit-messages'
import { useMessages } from '../i18n/locale-context'
import { Button } from './button'
import { EmptyState } from './empty-state'
import { toast } from './toaster'

export interface ErrorCardProps {
  title?: ReactNode
  children?: ReactNode
  /** What support asks for. */
  code?: string
  onRetry?: () => void
  icon?: string
  className?: string
}

export function ErrorCard({
  title,
  children,
  code,
  onRetry,
  icon = 'cloud-off',
  className,
}: ErrorCardProps) {
  const words = useMessages(kitMessages)
  const copy = async () => {
    if (!code) return
    await navigator.clipboard.writeText(code)
    toast({ text: words.copied, tone: 'ok' })
  }
  const actions = (
    <>
      {onRetry && (
        <Button icon="refresh-cw" onClick={onRetry}>
          {words.retry}
        </Button>
      )}
      {code && (
        <Button variant="ghost" icon="copy" onClick={copy}>
          {words.code(code)}
        </Button>
      )}
    </>
  )
  return (
    <div role="alert" data-slot="error-card" className="h-full">
      <EmptyState
        icon={icon}
        tone="bad"
        title={title ?? words.blockFailed}
        actions={actions}
        className={className}
      >
        {children ?? words.blockFailedWhy}
      </EmptyState>
    </div>
  )
}

/** The card for a failed request: the server's own words when it has them. */
export function ProblemCard({
  error,
  onRetry,
  title,
}: {
  error: unknown
  onRetry?: () => void
  title?: ReactNode
}) {
  const words = useMessages(kitMessages)
  const problem = isProblem(error) ? error : null
  const offline = problem?.code === 'offline'
  const reason = offline
    ? words.offline
    : problem?.detail ||
      problem?.errors[0]?.message ||
      (problem?.isTemporary ? words.serverFailed : undefined)
  return (
    <ErrorCard
      title={title ?? words.loadFailed}
      icon={offline ? 'wifi-off' : 'cloud-off'}
      code={offline ? undefined : problem?.requestId || problem?.code}
      onRetry={onRetry}
    >
      {reason}
    </ErrorCard>
  )
}

interface BoundaryProps {
  /** Names the block in the card and in the report: "view list", "field money". */
  name: string
  children: ReactNode
  fallback?: (error: unknown, reset: () => void) => ReactNode
  /** Changing it clears the error: the address, the record id. */
  resetKey?: string
}

export class ErrorBoundary extends Component<BoundaryProps, { error: unknown; failed: boolean }> {
  override state = { error: null as unknown, failed: false }

  static getDerivedStateFromError(error: unknown) {
    return { error, failed: true }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    // Names only: an error text could hold what a person typed.
    const kind = error instanceof Error ? error.name : typeof error
    reportError(new Error(`block "${this.props.name}" failed: ${kind}${info.componentStack ?? ''}`))
  }

  override componentDidUpdate(before: BoundaryProps): void {
    if (this.state.failed && before.resetKey !== this.props.resetKey) this.reset()
  }

  reset = (): void => this.setState({ error: null, failed: false })

  override render(): ReactNode {
    const { error, failed } = this.state
    if (!failed) return this.props.children
    if (this.props.fallback) return this.props.fallback(error, this.reset)
    if (isProblem(error)) return <ProblemCard error={error} onRetry={this.reset} />
    return <ErrorCard code={this.props.name} onRetry={this.reset} />
  }
}
