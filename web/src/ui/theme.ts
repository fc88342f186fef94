import {
  ActionIcon,
  Badge,
  Button,
  Card,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  type MantineColorsTuple,
  Menu,
  Modal,
  NumberInput,
  Paper,
  Select,
  Table,
  TextInput,
  Tooltip,
} from '@mantine/core'

/** The green of old shop fronts: what can be done. */
const sapin: MantineColorsTuple = [
  '#eaf5f1',
  '#d3e8e1',
  '#a6d1c4',
  '#75b9a5',
  '#4da48b',
  '#33967b',
  '#1f7a63',
  '#156350',
  '#0f4a3f',
  '#07332b',
]

/** The yellow of the awning: what asks to be looked at. */
const safran: MantineColorsTuple = [
  '#fff7e2',
  '#ffeecd',
  '#ffdb9c',
  '#fdc766',
  '#fbb63a',
  '#f4b740',
  '#d8951a',
  '#a86f0b',
  '#7f5408',
  '#563806',
]

/** The red of brick: what takes away, and what went wrong. */
const brique: MantineColorsTuple = [
  '#fdeeea',
  '#f8dad3',
  '#efb3a6',
  '#e68a75',
  '#de684d',
  '#d95233',
  '#c23f22',
  '#a5331a',
  '#882915',
  '#5f1c0e',
]

/** Paper and ink: warmer than plain grey. */
const papier: MantineColorsTuple = [
  '#faf8f4',
  '#f3f0ea',
  '#e6e1d8',
  '#d3ccc0',
  '#b5ada0',
  '#8d8578',
  '#6a6359',
  '#4f4a42',
  '#35312b',
  '#211e1a',
]

const nuit: MantineColorsTuple = [
  '#d5dad8',
  '#b3bbb8',
  '#939c99',
  '#737d79',
  '#404a46',
  '#2f3835',
  '#252d2a',
  '#1b2220',
  '#151a18',
  '#0e1211',
]

/**
 * The design system: names of colours are those of the house. Sizes are in `rem`; the till sets its own density with the
 * attribute `data-density="touch"` (see tokens.css).
 */
export const theme = createTheme({
  fontFamily: "'Figtree Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, monospace",
  colors: { sapin, safran, brique, gray: papier, dark: nuit },
  primaryColor: 'sapin',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.36,
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  black: '#211e1a',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.25rem', lineHeight: '1.3' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.35' },
    },
  },
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 600 } }),
    Button: Button.extend({ defaultProps: { fw: 600 } }),
    Card: Card.extend({ defaultProps: { withBorder: true, padding: 'md', radius: 'lg' } }),
    Drawer: Drawer.extend({ styles: { title: { fontWeight: 650 } } }),
    // A menu belongs to the page that it is opened on: it stands in its main part, not beside it.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false, portalProps: { target: '#content' } } }),
    Modal: Modal.extend({
      defaultProps: { centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.45 } },
      styles: { title: { fontWeight: 650 }, content: { border: '1px solid var(--line)' } },
    }),
    NumberInput: NumberInput.extend({ defaultProps: { hideControls: true } }),
    Paper: Paper.extend({ defaultProps: { radius: 'lg' } }),
    Select: Select.extend({ defaultProps: { checkIconPosition: 'right' } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 'xs', highlightOnHover: true } }),
    TextInput: TextInput.extend({ defaultProps: { autoComplete: 'off' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: true } }),
  },
})

/** What the tokens are in each light; components use these names and no colour of their own. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#faf8f4',
    '--mantine-color-dimmed': '#625b51',
    '--mantine-color-placeholder': '#736b60',
    '--mantine-color-error': '#a5331a',
    '--surface': '#ffffff',
    '--surface-sunken': '#f3f0ea',
    '--surface-hover': '#f3f0ea',
    '--line': '#e0dacf',
    '--ink': '#211e1a',
    '--good': '#156350',
    '--bad': '#a5331a',
    '--warn': '#7f5408',
    '--accent': '#f4b740',
    '--heat': '#75b9a5',
    '--chart-1': '#156350',
    '--chart-2': '#d8951a',
    '--chart-3': '#4a6b9a',
    '--chart-4': '#c23f22',
    '--chart-5': '#7b4a8a',
    '--chart-6': '#7c8420',
    '--chart-before': '#b5ada0',
  },
  dark: {
    '--mantine-color-body': '#121715',
    '--mantine-color-dimmed': '#a2aba8',
    '--mantine-color-anchor': '#75b9a5',
    // Mantine's own are darker than the surface that they stand on.
    '--mantine-color-sapin-light': '#144d41',
    '--mantine-color-sapin-light-hover': '#1a5d4f',
    '--mantine-color-brique-light': '#4d2118',
    '--mantine-color-brique-light-hover': '#5d2a1f',
    '--mantine-color-safran-light': '#47350f',
    '--mantine-color-safran-light-hover': '#554015',
    '--mantine-color-gray-light': '#3d4744',
    '--mantine-color-gray-light-hover': '#48534f',
    '--mantine-color-placeholder': '#8f9895',
    '--mantine-color-error': '#efa08f',
    '--surface': '#1a211f',
    '--surface-sunken': '#141a18',
    '--surface-hover': '#2f3835',
    '--line': '#323b38',
    '--ink': '#eceae5',
    '--good': '#75b9a5',
    '--bad': '#efa08f',
    '--warn': '#fdc766',
    '--accent': '#f4b740',
    '--heat': '#156350',
    '--chart-1': '#4da48b',
    '--chart-2': '#f4b740',
    '--chart-3': '#8fb0e0',
    '--chart-4': '#e68a75',
    '--chart-5': '#c39ad0',
    '--chart-6': '#bcc25a',
    '--chart-before': '#66706c',
  },
})
