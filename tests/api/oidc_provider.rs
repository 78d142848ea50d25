//! An identity provider as the standards say: discovery, authorization with PKCE, token and keys, over real HTTP on this machine, with keys of
//! its own. It can be told to lie.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard},
    time::{SystemTime, UNIX_EPOCH},
};

use axum::{
    Form, Json, Router,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{Engine as _, prelude::BASE64_STANDARD, prelude::BASE64_URL_SAFE_NO_PAD as URL64};
use hmac::{KeyInit as _, Mac as _};
use rsa::{signature::SignatureEncoding as _, signature::Signer as _, traits::PublicKeyParts as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// What the provider calls the register.
pub const CLIENT: &str = "sizhi-register";
/// What the register proves to be that with: with characters that a form must encode.
pub const SECRET: &str = "a client's s3cret: &=+%";

/// A key pair.
#[derive(Clone)]
pub enum Key {
    Rs256(Box<rsa::RsaPrivateKey>),
    Es256(Box<p256::ecdsa::SigningKey>),
    EdDsa(Box<ed25519_dalek::SigningKey>),
}

fn random() -> [u8; 32] {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

impl Key {
    /// Makes a new pair for an algorithm.
    pub fn new(algorithm: &str) -> Self {
        match algorithm {
            "RS256" => Self::Rs256(Box::new(
                rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 2048).unwrap(),
            )),
            "ES256" => Self::Es256(Box::new(p256::ecdsa::SigningKey::from_slice(&random()).unwrap())),
            "EdDSA" => Self::EdDsa(Box::new(ed25519_dalek::SigningKey::from_bytes(&random()))),
            other => panic!("{other}"),
        }
    }

    fn algorithm(&self) -> &'static str {
        match self {
            Self::Rs256(_) => "RS256",
            Self::Es256(_) => "ES256",
            Self::EdDsa(_) => "EdDSA",
        }
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Rs256(key) => rsa::pkcs1v15::SigningKey::<rsa::sha2::Sha256>::new(key.as_ref().clone())
                .sign(message)
                .to_vec(),
            Self::Es256(key) => {
                let signature: p256::ecdsa::Signature = p256::ecdsa::signature::Signer::sign(key.as_ref(), message);
                signature.to_bytes().to_vec()
            }
            Self::EdDsa(key) => ed25519_dalek::Signer::sign(key.as_ref(), message).to_bytes().to_vec(),
        }
    }

    /// Returns the public half as a JWK.
    pub fn public(&self, kid: &str) -> Value {
        match self {
            Self::Rs256(key) => {
                let (n, e) = (key.n().to_bytes_be(), key.e().to_bytes_be());
                json!({ "kty": "RSA", "use": "sig", "kid": kid, "n": URL64.encode(n), "e": URL64.encode(e) })
            }
            Self::Es256(key) => {
                let point = key.verifying_key().to_sec1_point(false);
                let bytes = point.as_bytes();
                json!({ "kty": "EC", "crv": "P-256", "use": "sig", "kid": kid, "x": URL64.encode(&bytes[1..33]), "y": URL64.encode(&bytes[33..]) })
            }
            Self::EdDsa(key) => {
                json!({ "kty": "OKP", "crv": "Ed25519", "use": "sig", "kid": kid, "x": URL64.encode(key.verifying_key().as_bytes()) })
            }
        }
    }
}

/// An identity token about to be signed.
pub struct Token {
    pub header: Value,
    pub claims: Value,
    /// Who signs; nobody for `none`.
    pub signer: Signer,
}

/// How a token is signed.
pub enum Signer {
    Own,
    Foreign(Key),
    Hmac(Vec<u8>),
    Nobody,
}

type Twist = Box<dyn Fn(&mut Token) + Send>;

/// What a code was given for.
struct Grant {
    redirect: String,
    nonce: String,
    challenge: String,
}

/// What the provider knows, and how it lies.
pub struct Inner {
    pub issuer: String,
    /// Who is signed in there.
    pub subject: String,
    pub kid: String,
    pub key: Key,
    /// Keys that are published, by id.
    pub published: BTreeMap<String, Value>,
    /// Changes each token before it is signed.
    pub twist: Twist,
    /// Whether it takes connections and never answers.
    pub hangs: bool,
    codes: HashMap<String, Grant>,
    /// Codes that came back, in order.
    pub given: Vec<String>,
}

/// A running provider; its thread ends with the process.
#[derive(Clone)]
pub struct Provider(Arc<Mutex<Inner>>);

pub fn now_s() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

impl Provider {
    /// Starts a provider that signs by an algorithm.
    pub fn start(algorithm: &str) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let key = Key::new(algorithm);
        let provider = Self(Arc::new(Mutex::new(Inner {
            issuer: format!("http://{}", listener.local_addr().unwrap()),
            subject: "person-17".to_owned(),
            kid: "first".to_owned(),
            published: [("first".to_owned(), key.public("first"))].into(),
            key,
            twist: Box::new(|_| {}),
            hangs: false,
            codes: HashMap::new(),
            given: Vec::new(),
        })));
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/authorize", get(authorize))
            .route("/token", post(token))
            .route("/jwks", get(keys))
            .with_state(provider.clone());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                axum::serve(listener, routes).await.unwrap();
            });
        });
        provider
    }

    /// Returns what it knows.
    pub fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap()
    }

    /// Tells it how to lie.
    pub fn lie(&self, twist: impl Fn(&mut Token) + Send + 'static) {
        self.inner().twist = Box::new(twist);
    }

    /// Signs by another key from now on, and publishes that one alone.
    pub fn change_key(&self, kid: &str, algorithm: &str) {
        let mut inner = self.inner();
        inner.key = Key::new(algorithm);
        kid.clone_into(&mut inner.kid);
        inner.published = [(kid.to_owned(), inner.key.public(kid))].into();
    }
}

async fn discovery(State(provider): State<Provider>) -> Json<Value> {
    let (hangs, issuer) = {
        let inner = provider.inner();
        (inner.hangs, inner.issuer.clone())
    };
    if hangs {
        std::future::pending::<()>().await;
    }
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        // As careless providers say: what is believed is ours to decide.
        "id_token_signing_alg_values_supported": ["RS256", "ES256", "EdDSA", "HS256", "none"],
        "code_challenge_methods_supported": ["S256"],
    }))
}

async fn keys(State(provider): State<Provider>) -> Json<Value> {
    let keys: Vec<Value> = provider.inner().published.values().cloned().collect();
    Json(json!({ "keys": keys }))
}

/// Lets the person through at once, as where they are signed in already.
async fn authorize(State(provider): State<Provider>, Query(asked): Query<HashMap<String, String>>) -> Response {
    let is = |name: &str, value: &str| asked.get(name).is_some_and(|found| found == value);
    let holds = is("response_type", "code")
        && is("client_id", CLIENT)
        && is("code_challenge_method", "S256")
        && asked
            .get("redirect_uri")
            .is_some_and(|to| to.starts_with("https://register.example/v1/session/oidc/"))
        && asked
            .get("scope")
            .is_some_and(|scope| scope.split(' ').any(|word| word == "openid"))
        && ["state", "nonce", "code_challenge"]
            .iter()
            .all(|name| asked.get(*name).is_some_and(|mark| mark.len() >= 43));
    if !holds {
        return (StatusCode::BAD_REQUEST, format!("{asked:?}")).into_response();
    }
    let code = hex::encode(random());
    let mut inner = provider.inner();
    let grant = Grant {
        redirect: asked["redirect_uri"].clone(),
        nonce: asked["nonce"].clone(),
        challenge: asked["code_challenge"].clone(),
    };
    inner.codes.insert(code.clone(), grant);
    inner.given.push(code.clone());
    let mut back = url::Url::parse(&asked["redirect_uri"]).unwrap();
    back.query_pairs_mut()
        .append_pair("code", &code)
        .append_pair("state", &asked["state"])
        .append_pair("iss", &inner.issuer)
        .append_pair("session_state", "what others send along");
    (StatusCode::SEE_OTHER, [(header::LOCATION, back.to_string())]).into_response()
}

async fn token(
    State(provider): State<Provider>,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    let refused = |status: StatusCode, word: &str| (status, Json(json!({ "error": word }))).into_response();
    let encode = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let expected = format!(
        "Basic {}",
        BASE64_STANDARD.encode(format!("{}:{}", encode(CLIENT), encode(SECRET)))
    );
    if headers
        .get(header::AUTHORIZATION)
        .is_none_or(|stated| stated.to_str().unwrap() != expected)
    {
        return refused(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    let mut inner = provider.inner();
    let told = |name: &str| form.get(name).cloned().unwrap_or_default();
    let Some(grant) = inner.codes.remove(&told("code")) else {
        return refused(StatusCode::BAD_REQUEST, "invalid_grant");
    };
    let challenge = URL64.encode(Sha256::digest(told("code_verifier")));
    if told("grant_type") != "authorization_code"
        || told("redirect_uri") != grant.redirect
        || challenge != grant.challenge
    {
        return refused(StatusCode::BAD_REQUEST, "invalid_grant");
    }
    let access_token = hex::encode(random());
    // The left half of its digest; that of EdDSA is not used here.
    let hash = URL64.encode(&Sha256::digest(&access_token)[..16]);
    let mut token = Token {
        header: json!({ "alg": inner.key.algorithm(), "typ": "JWT", "kid": inner.kid }),
        claims: json!({
            "iss": inner.issuer, "sub": inner.subject, "aud": CLIENT, "exp": now_s() + 300, "iat": now_s(), "nonce": grant.nonce,
            "preferred_username": "root", "email": "root@register.example", "email_verified": true,
        }),
        signer: Signer::Own,
    };
    if inner.key.algorithm() != "EdDSA" {
        token.claims["at_hash"] = json!(hash);
    }
    (inner.twist)(&mut token);
    let body = format!(
        "{}.{}",
        URL64.encode(token.header.to_string()),
        URL64.encode(token.claims.to_string())
    );
    let signature = match token.signer {
        Signer::Own => inner.key.sign(body.as_bytes()),
        Signer::Foreign(key) => key.sign(body.as_bytes()),
        Signer::Hmac(secret) => {
            let mut mac = hmac::Hmac::<Sha256>::new_from_slice(&secret).unwrap();
            mac.update(body.as_bytes());
            mac.finalize().into_bytes().to_vec()
        }
        Signer::Nobody => Vec::new(),
    };
    Json(json!({
        "access_token": access_token, "token_type": "Bearer", "expires_in": 300,
        "id_token": format!("{body}.{}", URL64.encode(signature)),
    }))
    .into_response()
}
