const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Articles and links that spellings leave out or run together: no part of what tells a name apart. */
export const articles = words('al el ul ur ud');
/** What comes before the name of a father, mother or husband. */
export const patronymics = words('bin binti binte bint bte bt bn ibn ben walad ould wald');
export const honorifics = words(`
  mr mrs ms miss mister dr drs dra ir prof sir madam haji hajji hajjah hajah hj alhaj sheikh shaikh shaykh mst musammat mosammat mosammath
  bapak bpk ibu sdr sdri tn ny nn pak begum maulana maulvi ustad ustaz kiai kyai
  nangsao agha aqa sahib saheb sahiba
`);
/** Before a Burmese name, and only there, these say age and respect. */
export const burmeseHonorifics = words('u daw ko ma');
/** Short forms that stand for one name. */
export const shortForms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    md: 'muhammad',
    mohd: 'muhammad',
    moh: 'muhammad',
    mohm: 'muhammad',
    muh: 'muhammad',
    mhd: 'muhammad',
    mohmd: 'muhammad',
    muhd: 'muhammad',
    abd: 'abdul',
    abdl: 'abdul',
    ab: 'abdul',
  }),
);

/** Family names that come first in Viet Nam, Cambodia and among Chinese speakers, folded. */
export const familyFirst = words(`
  nguyen tran pham huynh hoang phan vu vo dang bui do ngo duong ly trinh dinh truong lam luong phung
  sok chea chan heng kim keo ouk prak sam srey touch vann
  wang zhang liu chen yang huang zhao zhou xu sun zhu
`);
