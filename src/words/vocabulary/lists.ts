import acts from './acts.json' with { type: 'json' };
import ageGroups from './age-groups.json' with { type: 'json' };
import attributesEvent from './attributes-event.json' with { type: 'json' };
import attributesOrganization from './attributes-organization.json' with { type: 'json' };
import attributesPerpetrator from './attributes-perpetrator.json' with { type: 'json' };
import attributesVictim from './attributes-victim.json' with { type: 'json' };
import borderTypes from './border-types.json' with { type: 'json' };
import caseStatusJustice from './case-status-justice.json' with { type: 'json' };
import caseStatusService from './case-status-service.json' with { type: 'json' };
import citizenshipIso3166 from './citizenship-iso3166.json' with { type: 'json' };
import ctdcDatasets from './ctdc-datasets.json' with { type: 'json' };
import dtmFlowMonitoring from './dtm-flow-monitoring.json' with { type: 'json' };
import durations from './durations.json' with { type: 'json' };
import educationIsced2011 from './education-isced2011.json' with { type: 'json' };
import eventTypes from './event-types.json' with { type: 'json' };
import exploitationForms from './exploitation-forms.json' with { type: 'json' };
import glotipTables from './glotip-tables.json' with { type: 'json' };
import iccsTipSom from './iccs-tip-som.json' with { type: 'json' };
import identificationReferralSources from './identification-referral-sources.json' with { type: 'json' };
import indonesiaModes from './indonesia-modes.json' with { type: 'json' };
import meansOfControl from './means-of-control.json' with { type: 'json' };
import means from './means.json' with { type: 'json' };
import migrationStatus from './migration-status.json' with { type: 'json' };
import organizationTypes from './organization-types.json' with { type: 'json' };
import perpetratorRoles from './perpetrator-roles.json' with { type: 'json' };
import recruiterRelations from './recruiter-relations.json' with { type: 'json' };
import recruitmentMethods from './recruitment-methods.json' with { type: 'json' };
import referralReasons from './referral-reasons.json' with { type: 'json' };
import screeningIloDelphi from './screening-ilo-delphi.json' with { type: 'json' };
import screeningIloForcedLabour from './screening-ilo-forced-labour.json' with { type: 'json' };
import screeningUnodcGeneral from './screening-unodc-general.json' with { type: 'json' };
import sdg1622 from './sdg-16-2-2.json' with { type: 'json' };
import sectors from './sectors.json' with { type: 'json' };
import services from './services.json' with { type: 'json' };
import sexGender from './sex-gender.json' with { type: 'json' };
import somOffences from './som-offences.json' with { type: 'json' };
import statusDeciders from './status-deciders.json' with { type: 'json' };
import tipReportTiers from './tip-report-tiers.json' with { type: 'json' };
import transportModes from './transport-modes.json' with { type: 'json' };
import victimStatus from './victim-status.json' with { type: 'json' };
import vrsMsrcFields from './vrs-msrc-fields.json' with { type: 'json' };

/** Every code list by its id, as published; read it through `../codes.ts`. */
export const lists = {
  acts,
  'age-groups': ageGroups,
  'attributes-event': attributesEvent,
  'attributes-organization': attributesOrganization,
  'attributes-perpetrator': attributesPerpetrator,
  'attributes-victim': attributesVictim,
  'border-types': borderTypes,
  'case-status-justice': caseStatusJustice,
  'case-status-service': caseStatusService,
  'citizenship-iso3166': citizenshipIso3166,
  'ctdc-datasets': ctdcDatasets,
  'dtm-flow-monitoring': dtmFlowMonitoring,
  durations,
  'education-isced2011': educationIsced2011,
  'event-types': eventTypes,
  'exploitation-forms': exploitationForms,
  'glotip-tables': glotipTables,
  'iccs-tip-som': iccsTipSom,
  'identification-referral-sources': identificationReferralSources,
  'indonesia-modes': indonesiaModes,
  'means-of-control': meansOfControl,
  means,
  'migration-status': migrationStatus,
  'organization-types': organizationTypes,
  'perpetrator-roles': perpetratorRoles,
  'recruiter-relations': recruiterRelations,
  'recruitment-methods': recruitmentMethods,
  'referral-reasons': referralReasons,
  'screening-ilo-delphi': screeningIloDelphi,
  'screening-ilo-forced-labour': screeningIloForcedLabour,
  'screening-unodc-general': screeningUnodcGeneral,
  'sdg-16-2-2': sdg1622,
  sectors,
  services,
  'sex-gender': sexGender,
  'som-offences': somOffences,
  'status-deciders': statusDeciders,
  'tip-report-tiers': tipReportTiers,
  'transport-modes': transportModes,
  'victim-status': victimStatus,
  'vrs-msrc-fields': vrsMsrcFields,
};
