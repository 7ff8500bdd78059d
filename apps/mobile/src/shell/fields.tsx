import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from './icon.js'

interface FieldProps {
  label: string
  value: string
  onText: (text: string) => void
  hint?: string | undefined
  error?: string | undefined
  type?: 'text' | 'email' | 'password' | 'date' | 'search'
  name?: string
  autocomplete?: 'off' | 'name' | 'email' | 'username' | 'current-password' | 'new-password'
  inputMode?: 'decimal' | 'numeric' | 'email'
  dir?: 'auto'
  maxLength?: number
  min?: string
  placeholder?: string
  required?: boolean
}

/**
 * A labelled text field; its hint and error are read with it. Preact types each kind of input by its
 * own; those of a text field take the same attributes.
 */
export function TextField({ label, value, onText, hint, error, ...input }: FieldProps) {
  const id = useId()
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...(input as { type?: 'text' })}
        id={id}
        class="input"
        value={value}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={described || undefined}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      <ErrorText id={`${id}-error`} text={error} />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

export function ErrorText({ id, text }: { id?: string; text: string | undefined }) {
  if (!text) return null
  return (
    <p class="error" id={id}>
      <Icon name="alert" />
      {text}
    </p>
  )
}

interface ChoiceProps<T extends string> {
  name: string
  label: string
  options: { value: T; text: ComponentChildren; name?: string }[]
  value: T
  onChoose: (value: T) => void
  class?: string
  of?: string
  unseenLabel?: boolean
}

/** Radio buttons as one segmented control, or as chips with `class="chips" of="chip"`. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { name, label, options, value, onChoose } = props
  return (
    <fieldset class="field">
      <legend class={props.unseenLabel ? 'unseen' : undefined}>{label}</legend>
      <div class={props.class ?? 'segmented'}>
        {options.map((option) => (
          <label key={option.value} class={props.of}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              aria-label={option.name}
              onChange={() => onChoose(option.value)}
            />
            {option.text}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
