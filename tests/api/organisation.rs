//! What an organisation takes part in, each thing once.

use serde_json::json;

use crate::desk::Desk;

#[tokio::test]
async fn a_thing_is_named_once_whatever_parts_are_played_in_it() {
    let desk = Desk::with_content().await;

    let data = desk
        .tell(
            "{ organisation(by: { slug: \"esh\" }) {
                accreditationSchemes { slug involvements(roles: [FOUNDING_PARTNER, ACCREDITATION_PROVIDER]) { organisation { slug } } }
                involvedIn { role subject { ... on AccreditationScheme { slug } } }
            } }",
        )
        .await;

    let esh = json!({ "organisation": { "slug": "esh" } });
    let ebah = json!({ "organisation": { "slug": "ebah" } });
    assert_eq!(
        data["organisation"]["accreditationSchemes"],
        json!([{ "slug": "european-cme-haematology", "involvements": [esh, esh, ebah] }])
    );
    let parts = data["organisation"]["involvedIn"].as_array().unwrap();
    let roles: Vec<_> = parts
        .iter()
        .filter(|part| part["subject"]["slug"] == "european-cme-haematology")
        .map(|part| &part["role"])
        .collect();
    assert_eq!(roles, ["FOUNDING_PARTNER", "ACCREDITATION_PROVIDER"]);
}
