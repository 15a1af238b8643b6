import { TextInput } from '@mantine/core'

/** The language of what is delivered; another one than that of the service needs the provider's written word. */
export const LanguageField = ({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) => (
  <TextInput
    label="Language"
    description="Two small letters. Another one than English needs the provider’s written exception."
    required
    maxLength={2}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value.toLowerCase())}
  />
)
