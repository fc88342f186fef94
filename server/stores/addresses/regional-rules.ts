import { type Text, text } from '../../platform/text.ts'

/** The parts of an address that a country may have rules for. */
export type Regional = { country: string; region: string | null; postal_code: string | null }
export type RegionalFaults = { region?: Text; postal_code?: Text }

/** The provinces and territories of Canada, with the names that people write for them, without accents. */
const PROVINCES: Readonly<Record<string, readonly string[]>> = {
  AB: ['ALBERTA'],
  BC: ['BRITISH COLUMBIA', 'COLOMBIE-BRITANNIQUE'],
  MB: ['MANITOBA'],
  NB: ['NEW BRUNSWICK', 'NOUVEAU-BRUNSWICK'],
  NL: ['NEWFOUNDLAND AND LABRADOR', 'TERRE-NEUVE-ET-LABRADOR'],
  NS: ['NOVA SCOTIA', 'NOUVELLE-ECOSSE'],
  NT: ['NORTHWEST TERRITORIES', 'TERRITOIRES DU NORD-OUEST'],
  NU: ['NUNAVUT'],
  ON: ['ONTARIO'],
  PE: ['PRINCE EDWARD ISLAND', 'ILE-DU-PRINCE-EDOUARD'],
  QC: ['QUEBEC'],
  SK: ['SASKATCHEWAN'],
  YT: ['YUKON'],
}
const PROVINCE_CODES = Object.keys(PROVINCES)

/** Canada Post: D, F, I, O, Q and U are never used, and W and Z never first. */
const CANADIAN = /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] \d[ABCEGHJ-NPRSTV-Z]\d$/
/** East, metropolitan Montréal and west of Québec; the federal offices of Gatineau share K1A with those of Ottawa. */
const QUEBEC = /^([GHJ]|K1A)/
const QUEBEC_ONLY = /^[GHJ]/

/**
 * La Poste: five digits, the first two the department (20 for Corsica), or three of 971 to 978 overseas and 980, 984,
 * 986 to 989 for Monaco and the collectivities of the Pacific and the South.
 */
const FRENCH = /^(0[1-9]|[1-8]\d|9[0-5]|97[1-8]|98[046-9])\d{2,3}$/

const NOT_CANADIAN = text(
  'Un code postal canadien s’écrit comme H2X 1Y4\u00a0: lettre, chiffre, lettre, chiffre, lettre, chiffre, sans D, F, I, O, Q ni U.',
  'A Canadian postal code is written like H2X 1Y4: letter, digit, letter, digit, letter, digit, without D, F, I, O, Q or U.',
)
const NOT_OF_QUEBEC = text(
  'Un code postal du Québec commence par G, H ou J (ou K1A, celui des bureaux fédéraux).',
  'A postal code of Québec begins with G, H or J (or K1A, that of federal offices).',
)
const ONLY_OF_QUEBEC = text(
  'Ce code postal est du Québec\u00a0: la région doit être QC.',
  'This postal code is of Québec: the region must be QC.',
)
const NOT_A_PROVINCE = text(
  `La province ou le territoire est l’un de\u00a0: ${PROVINCE_CODES.join(', ')}.`,
  `The province or territory is one of: ${PROVINCE_CODES.join(', ')}.`,
)
const NOT_FRENCH = text(
  'Un code postal français a cinq chiffres et commence par un département\u00a0: 75011, 20090, 97410.',
  'A French postal code has five digits and begins with a department: 75011, 20090, 97410.',
)

/**
 * Writes region and postal code as their country does, and says what cannot be. Canada and France have rules; what other
 * countries write is only put in capitals.
 */
export function readRegional(given: Regional): { values: Regional; faults: RegionalFaults } {
  const values = { ...given, postal_code: writePostalCode(given) }
  if (given.country === 'CA') return readCanadian(values)
  if (given.country !== 'FR' || values.postal_code === null || isFrench(values.postal_code))
    return { values, faults: {} }
  return { values, faults: { postal_code: NOT_FRENCH } }
}

const isFrench = (code: string): boolean => code.length === 5 && FRENCH.test(code)

function readCanadian(given: Regional): { values: Regional; faults: RegionalFaults } {
  const region = given.region === null ? null : provinceOf(given.region)
  const code = given.postal_code
  const faults: RegionalFaults = {}
  if (region === undefined) faults.region = NOT_A_PROVINCE
  if (code !== null && !CANADIAN.test(code)) faults.postal_code = NOT_CANADIAN
  else if (code !== null && region === 'QC' && !QUEBEC.test(code)) faults.postal_code = NOT_OF_QUEBEC
  else if (code !== null && region && region !== 'QC' && QUEBEC_ONLY.test(code)) faults.region = ONLY_OF_QUEBEC
  return { values: { ...given, region: region ?? null }, faults }
}

/** The code of a province given by its code or its name in either language; undefined when it is none. */
function provinceOf(region: string): string | undefined {
  const words = region.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().replace(/\s+/g, ' ')
  return PROVINCE_CODES.find((code) => code === words || PROVINCES[code]?.includes(words))
}

/** Capitals, with one space where there are any; a Canadian code has it in the middle, a French one nowhere. */
function writePostalCode({ country, postal_code: given }: Regional): string | null {
  if (given === null) return null
  const code = given.toUpperCase().replace(/\s+/g, ' ')
  if (country === 'CA') return code.replace(/^(\w{3})[ -]?(\w{3})$/, '$1 $2')
  return country === 'FR' ? code.replaceAll(' ', '') : code
}
