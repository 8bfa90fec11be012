import { type InputHTMLAttributes, type ReactNode, useId } from 'react'

/** What a control has to be given to belong to its label, hint and error. */
export type Described = {
  id: string
  name: string
  'aria-invalid': boolean
  'aria-describedby': string | undefined
}

type Shared = {
  name: string
  label: string
  hint?: string
  error: string | undefined
  className?: string | undefined
}

export function Field({
  name,
  label,
  hint,
  error,
  className = '',
  children,
}: Shared & { children: (described: Described) => ReactNode }) {
  // Pages that were left stay in the document, hidden, with fields of the same name.
  const id = useId()
  const [hintId, errorId] = [`${id}-hint`, `${id}-error`]
  const described = [error && errorId, hint && hintId].filter(Boolean).join(' ') || undefined
  return (
    <div className={`field field-${name} ${className}`}>
      <label htmlFor={id}>{label}</label>
      {children({ id, name, 'aria-invalid': error !== undefined, 'aria-describedby': described })}
      {hint && (
        <p id={hintId} className="text-soft text-sm">
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} className="refusal">
          {error}
        </p>
      )}
    </div>
  )
}

type Input = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'type' | 'autoComplete' | 'defaultValue' | 'autoFocus' | 'maxLength' | 'required'
>

/** Required fields say so to screen readers; what is wrong with them is said by the shop, in its own words. */
export function TextField({ required, ...props }: Shared & Input) {
  const { name, label, hint, error, className, ...input } = props
  const shared = { name, label, error, className, ...(hint && { hint }) }
  return (
    <Field {...shared}>
      {(described) => (
        <input
          // Text of any script is written from its own side.
          dir="auto"
          type="text"
          {...input}
          {...described}
          aria-required={required}
        />
      )}
    </Field>
  )
}
