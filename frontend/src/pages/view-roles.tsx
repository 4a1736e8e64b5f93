/** Roles a view is offered to: a box each. */
import { FieldError } from '@kit/ui/field'
import { useId } from 'react'

interface RolePicksProps {
  label: string
  roles: readonly { key: string; label: string }[]
  value: readonly string[]
  error?: string
  onChange: (keys: string[]) => void
}

export function RolePicks({ label, roles, value, error, onChange }: RolePicksProps) {
  const errorId = useId()
  return (
    <fieldset aria-describedby={error ? errorId : undefined} className="min-w-0">
      <legend className="mb-1.5 font-medium text-fg">{label}</legend>
      <div className="grid grid-cols-2 gap-x-4 max-md:grid-cols-1">
        {roles.map((role) => (
          <label key={role.key} className="flex min-h-8 items-center gap-2 text-fg max-md:min-h-11">
            <input
              type="checkbox"
              checked={value.includes(role.key)}
              onChange={(event) =>
                onChange(
                  event.target.checked
                    ? [...value, role.key]
                    : value.filter((key) => key !== role.key),
                )
              }
              className="size-4 accent-accent"
            />
            {role.label}
          </label>
        ))}
      </div>
      {error && <FieldError id={errorId}>{error}</FieldError>}
    </fieldset>
  )
}
