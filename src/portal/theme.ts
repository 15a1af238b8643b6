import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** One accent, neutral surfaces. States have colours of their own in look.css, always beside a word and a shape. */
const tide: MantineColorsTuple = [
  '#e9f5f6',
  '#d2e9eb',
  '#a5d3d8',
  '#72bac2',
  '#49a3ad',
  '#2b8e99',
  '#17798a',
  '#0d6674',
  '#08525e',
  '#053f49',
]
const gray: MantineColorsTuple = [
  '#f6f7f9',
  '#eff1f4',
  '#e3e7ec',
  '#d3d9e0',
  '#b6bfca',
  '#8a95a3',
  '#5d6876',
  '#475160',
  '#2f3844',
  '#1a212a',
]
const dark: MantineColorsTuple = [
  '#e3e7ec',
  '#c2c9d2',
  '#a3adb9',
  '#7b8694',
  '#3c4550',
  '#303841',
  '#21272e',
  '#171c22',
  '#11151a',
  '#0b0e12',
]

export const theme = createTheme({
  primaryColor: 'tide',
  primaryShade: { light: 7, dark: 7 },
  colors: { tide, gray, dark },
  defaultRadius: 6,
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontFamily: 'Inter, "Inter stand-in", "Noto Sans", system-ui, sans-serif',
  fontFamilyMonospace: '"JetBrains Mono", "JetBrains Mono stand-in", ui-monospace, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.35' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.45' },
    },
  },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    NumberInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm', autosize: true, minRows: 3, maxRows: 18 } },
    Select: {
      defaultProps: { size: 'sm', comboboxProps: { shadow: 'md' }, nothingFoundMessage: 'Nothing matches', checkIconPosition: 'right' },
    },
    MultiSelect: { defaultProps: { size: 'sm', comboboxProps: { shadow: 'md' }, nothingFoundMessage: 'Nothing matches' } },
    Autocomplete: { defaultProps: { size: 'sm', comboboxProps: { shadow: 'md' } } },
    Checkbox: { defaultProps: { size: 'sm' } },
    SegmentedControl: { defaultProps: { size: 'sm' } },
    Tooltip: {
      defaultProps: { events: { hover: true, focus: true, touch: true }, withArrow: true, openDelay: 200, maw: 340, multiline: true },
    },
    Menu: { defaultProps: { returnFocus: true } },
    // a dialog's head is no banner of the page
    Modal: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' }, attributes: { header: { role: 'presentation' } } } },
  },
})

export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f6f7f9',
    '--mantine-color-dimmed': '#566170',
    '--mantine-color-placeholder': '#687380',
    '--mantine-color-anchor': '#0b5f6c',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-default-border': '#c4ccd5',
  },
  dark: {
    '--mantine-color-body': '#14181d',
    '--mantine-color-dimmed': '#a3adb9',
    '--mantine-color-placeholder': '#929daa',
    '--mantine-color-anchor': '#7cc9d1',
    '--mantine-color-error': '#ff9d94',
    '--mantine-color-default': '#1d2228',
    '--mantine-color-default-hover': '#262c34',
    '--mantine-color-default-border': '#465160',
  },
})
