/** Country codes of the CIA World Factbook (GEC, once FIPS 10-4) with their ISO alpha-3; public domain. */
const pairs: readonly string[] = [
  'aa:ABW ac:ATG ae:ARE af:AFG ag:DZA aj:AZE al:ALB am:ARM an:AND ao:AGO aq:ASM ar:ARG as:AUS au:AUT av:AIA',
  'ay:ATA ba:BHR bb:BRB bc:BWA bd:BMU be:BEL bf:BHS bg:BGD bh:BLZ bk:BIH bl:BOL bm:MMR bn:BEN bo:BLR bp:SLB',
  'br:BRA bt:BTN bu:BGR bv:BVT bx:BRN by:BDI ca:CAN cb:KHM cd:TCD ce:LKA cf:COG cg:COD ch:CHN ci:CHL cj:CYM',
  'ck:CCK cm:CMR cn:COM co:COL cq:MNP cs:CRI ct:CAF cu:CUB cv:CPV cw:COK cy:CYP da:DNK dj:DJI do:DMA dr:DOM',
  'ec:ECU eg:EGY ei:IRL ek:GNQ en:EST er:ERI es:SLV et:ETH ez:CZE fg:GUF fi:FIN fj:FJI fk:FLK fm:FSM fo:FRO',
  'fp:PYF fr:FRA fs:ATF ga:GMB gb:GAB gg:GEO gh:GHA gi:GIB gj:GRD gk:GGY gl:GRL gm:DEU gp:GLP gq:GUM gr:GRC',
  'gt:GTM gv:GIN gy:GUY gz:PSE ha:HTI hk:HKG hm:HMD ho:HND hr:HRV hu:HUN ic:ISL id:IDN im:IMN in:IND io:IOT',
  'ir:IRN is:ISR it:ITA iv:CIV iz:IRQ ja:JPN je:JEY jm:JAM jn:SJM jo:JOR ke:KEN kg:KGZ kn:PRK kr:KIR ks:KOR',
  'kt:CXR ku:KWT kv:XKX kz:KAZ la:LAO le:LBN lg:LVA lh:LTU li:LBR lo:SVK ls:LIE lt:LSO lu:LUX ly:LBY ma:MDG',
  'mb:MTQ mc:MAC md:MDA mf:MYT mg:MNG mh:MSR mi:MWI mj:MNE mk:MKD ml:MLI mn:MCO mo:MAR mp:MUS mr:MRT mt:MLT',
  'mu:OMN mv:MDV mx:MEX my:MYS mz:MOZ nc:NCL ne:NIU nf:NFK ng:NER nh:VUT ni:NGA nl:NLD nn:SXM no:NOR np:NPL',
  'nr:NRU ns:SUR nu:NIC nz:NZL od:SSD pa:PRY pc:PCN pe:PER pk:PAK pl:POL pm:PAN po:PRT pp:PNG ps:PLW pu:GNB',
  'qa:QAT re:REU ri:SRB rm:MHL rn:MAF ro:ROU rp:PHL rq:PRI rs:RUS rw:RWA sa:SAU sb:SPM sc:KNA se:SYC sf:ZAF',
  'sg:SEN sh:SHN si:SVN sl:SLE sm:SMR sn:SGP so:SOM sp:ESP st:LCA su:SDN sv:SJM sw:SWE sx:SGS sy:SYR sz:CHE',
  'tb:BLM td:TTO th:THA ti:TJK tk:TCA tl:TKL tn:TON to:TGO tp:STP ts:TUN tt:TLS tu:TUR tv:TUV tw:TWN tx:TKM',
  'tz:TZA uc:CUW ug:UGA uk:GBR up:UKR us:USA uv:BFA uy:URY uz:UZB vc:VCT ve:VEN vi:VGB vm:VNM vq:VIR vt:VAT',
  'wa:NAM we:PSE wf:WLF wi:ESH ws:WSM wz:SWZ ym:YEM za:ZMB zi:ZWE',
];

const byFactbookCode = new Map(
  pairs.flatMap((line) => line.split(' ')).map((pair) => pair.split(':') as [string, string]),
);

/** The alpha-3 of a Factbook code: `as` is Australia, not American Samoa. */
export const countryByFactbookCode = (code: string): string | undefined =>
  byFactbookCode.get(code.trim().toLowerCase());
