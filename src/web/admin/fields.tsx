import type { ComponentChildren, VNode } from 'preact'

/** What every field of a form has. */
interface FieldProps {
  readonly name: string
  readonly label: string
  readonly value: string
  /** One sentence on what to fill in. */
  readonly hint?: string
  /** What is wrong with what was filled in. */
  readonly fault?: string | undefined
}

interface TextFieldProps extends FieldProps {
  readonly mostCharacters: number
  /** More than one line. */
  readonly rows?: number
  /** The language of the words, when it is not the page's. */
  readonly lang?: string
}

/** A field for words. */
export function TextField(props: TextFieldProps): VNode {
  const { name, value, mostCharacters, rows, lang } = props
  const common = { ...described(props), id: name, name, lang, maxlength: mostCharacters }
  return (
    <Field {...props}>
      {rows === undefined ? (
        <input {...common} type="text" value={value} autocomplete="off" />
      ) : (
        <textarea {...common} rows={rows}>
          {value}
        </textarea>
      )}
    </Field>
  )
}

interface SelectFieldProps extends FieldProps {
  readonly options: readonly { readonly value: string; readonly name: string }[]
}

/** A field to choose one of a few. */
export function SelectField(props: SelectFieldProps): VNode {
  const { name, value, options } = props
  return (
    <Field {...props}>
      <select {...described(props)} id={name} name={name}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.name}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** A box to tick. */
export function TickField({ name, label, value }: FieldProps): VNode {
  return (
    <p class="tick">
      <input type="checkbox" id={name} name={name} value="yes" checked={value === 'yes'} />
      <label for={name}>{label}</label>
    </p>
  )
}

const described = ({ name, hint, fault }: FieldProps) => {
  const ids = [fault && `${name}-fault`, hint && `${name}-hint`].filter(Boolean)
  return {
    'aria-describedby': ids.length === 0 ? undefined : ids.join(' '),
    'aria-invalid': fault === undefined ? undefined : ('true' as const),
  }
}

function Field(props: FieldProps & { readonly children: ComponentChildren }): VNode {
  const { name, label, hint, fault, children } = props
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {fault !== undefined && (
        <p class="form-fault" id={`${name}-fault`}>
          {fault}
        </p>
      )}
      {children}
    </div>
  )
}
