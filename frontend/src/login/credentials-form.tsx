/** E-mail and password: used by the login page and by the dialog that asks again when a session ends. */
import { isProblem } from '@kit/client/problem'
import { signIn } from '@kit/client/session'
import { useMessages } from '@kit/i18n/locale-context'
import { type Session } from '@kit/meta/wire'
import { Button } from '@kit/ui/button'
import { Field, FieldError } from '@kit/ui/field'
import { IconButton } from '@kit/ui/icon-button'
import { Input } from '@kit/ui/input'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type InputEvent, useRef, useState } from 'react'
import { loginMessages } from './messages'

interface CredentialsFormProps {
  /** Set when the same person must come back: the e-mail is then fixed. */
  email?: string
  onSignedIn: (session: Session) => void
}

interface Faults {
  email?: string
  password?: string
}

export function CredentialsForm({ email: fixed, onSignedIn }: CredentialsFormProps) {
  const words = useMessages(loginMessages)
  const client = useQueryClient()
  const [faults, setFaults] = useState<Faults>({})
  const [isShown, setShown] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const login = useMutation({
    mutationFn: (values: { email: string; password: string }) =>
      signIn(client, values.email, values.password),
    onSuccess: onSignedIn,
    onError: () => {
      const password = form.current?.querySelector<HTMLInputElement>('input[name=password]')
      password?.focus()
      password?.select()
    },
  })

  const refusal = (error: unknown) => {
    if (!isProblem(error)) return words.offline
    if (error.code === 'bad_credentials') return error.detail || words.wrong
    return error.detail || (error.isTemporary ? words.offline : error.title)
  }

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const email = String(data.get('email') ?? '').trim()
    const password = String(data.get('password') ?? '')
    const next: Faults = {}
    if (!email) next.email = words.emailMissing
    else if (!/^\S+@\S+\.\S+$/.test(email)) next.email = words.emailInvalid
    if (!password) next.password = words.passwordMissing
    setFaults(next)
    const first = next.email ? 'email' : next.password ? 'password' : null
    if (first) form.current?.querySelector<HTMLInputElement>(`input[name=${first}]`)?.focus()
    else login.mutate({ email, password })
  }

  // What was said is about what was typed before: typing takes it away.
  const typing = (event: InputEvent<HTMLFormElement>) => {
    if (login.isError) login.reset()
    const name = event.target instanceof HTMLInputElement ? event.target.name : ''
    if (name in faults) setFaults({ ...faults, [name]: undefined })
  }

  return (
    <form ref={form} noValidate onSubmit={submit} onInput={typing} className="flex flex-col gap-4">
      <Field label={words.email} error={faults.email}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            size="touch"
            icon="mail"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={fixed}
            readOnly={fixed !== undefined}
            autoFocus={fixed === undefined}
          />
        )}
      </Field>
      <Field label={words.password} error={faults.password}>
        {(control) => (
          <Input
            {...control}
            name="password"
            type={isShown ? 'text' : 'password'}
            size="touch"
            icon="lock-keyhole"
            autoComplete="current-password"
            autoFocus={fixed !== undefined}
            suffix={
              <IconButton
                icon={isShown ? 'eye-off' : 'eye'}
                label={isShown ? words.hide : words.show}
                size="small"
                className="-mr-1"
                onClick={() => setShown(!isShown)}
              />
            }
          />
        )}
      </Field>
      {login.error && <FieldError>{refusal(login.error)}</FieldError>}
      <Button
        type="submit"
        variant="primary"
        size="touch"
        busy={login.isPending}
        className="w-full"
      >
        {words.enter}
      </Button>
    </form>
  )
}
