import random, json, sys
from urllib.parse import urlparse
R=None
def ch(*a): return R.choice(a)
def p(x): return R.random()<x
T0=1700000000
def ts():
    import datetime
    return datetime.datetime.utcfromtimestamp(T0+R.randrange(0,6)*60).strftime('%Y-%m-%dT%H:%M:%SZ')
def meta(name, ns='default', **kw):
    m={'name':name,'namespace':ns,'creationTimestamp':ts()}
    m.update(kw); return m
NS=['default','default','default','other','istio-system']
EXT=['www.google.com','shop.example','api.shop.example','*.shop.example','*.google.com','h2.example','*.example']
IPS={'www.google.com':'203.0.113.10','shop.example':'203.0.113.12','api.shop.example':'203.0.113.13','h2.example':'203.0.113.14','docs.google.com':'203.0.113.15','x.example':'203.0.113.16'}
def pod(name, ns, ip, labels, sidecar=True):
    l=dict(labels)
    c=[{'name':name,'image':'x'}]
    if sidecar:
        c.append({'name':'istio-proxy','image':'p'})
        l['security.istio.io/tlsMode']='istio'
    return {'apiVersion':'v1','kind':'Pod','metadata':meta(name+'-0123456789-abcde',ns,labels=l),
      'spec':{'containers':c,'serviceAccountName':'default','nodeName':'n1'},
      'status':{'phase':'Running','podIP':ip,'podIPs':[{'ip':ip}],'conditions':[{'type':'Ready','status':'True'}]}}
def svcport(n):
    name=ch('http','https','tcp','tls','','web','http2','grpc','http-x','tcp-x','mongo','HTTP')
    d={'name':name or 'p%d'%n,'port':n,'protocol':'TCP'}
    if p(.1): d['appProtocol']=ch('http','https','kubernetes.io/h2c','kubernetes.io/wss','tcp','foo')
    return d
def slice_(name, ns, ports, addrs, pods=None):
    eps=[]
    for i,a in enumerate(addrs):
        e={'addresses':[a],'conditions':{'ready': not p(.07)}}
        if pods: e['targetRef']={'kind':'Pod','name':pods[i],'namespace':ns}; e['nodeName']='n1'
        eps.append(e)
    return {'apiVersion':'discovery.k8s.io/v1','kind':'EndpointSlice','metadata':meta(name+'-s',ns,labels={'kubernetes.io/service-name':name}),
       'addressType':'IPv4','endpoints':eps,'ports':[{'name':q['name'],'port':q.get('_t',q['port']),'protocol':'TCP'} for q in ports]}
def service(objs):
    ns=ch('default','default','other'); name=ch('web','store','google-headless')
    if any(o['kind']=='Service' and o['metadata']['name']==name and o['metadata']['namespace']==ns for o in objs): return
    ports=[svcport(n) for n in R.sample([80,443,8080,9000],ch(1,1,2))]
    if len(ports)==2 and ports[0]['name']==ports[1]['name']: ports[1]['name']+='-2'
    headless=name=='google-headless' or p(.3)
    o={'apiVersion':'v1','kind':'Service','metadata':meta(name,ns),'spec':{'clusterIP':'None' if headless else '10.96.%d.%d'%(ns=='other',{'web':10,'store':11,'google-headless':12}[name]),'ports':ports}}
    if p(.12): o['metadata']['annotations']={'networking.istio.io/exportTo':ch('.','~','*','other','default')}
    objs.append(o)
    if name=='google-headless':
        objs.append(slice_(name,ns,ports,['203.0.113.10']+(['203.0.113.12'] if p(.3) else [])))
    else:
        k={'web':30,'store':40}[name]+(100 if ns=='other' else 0)
        pods=[]
        n=ch(1,2)
        for i in range(n):
            q=pod('%s%d'%(name,i),ns,'10.244.1.%d'%(k+i),{'app':name},p(.8)); objs.append(q); pods.append(q['metadata']['name'])
        for q in ports:
            if not headless and p(.3): q['targetPort']=q['port']+1000
        sp=[dict(q,_t=q.get('targetPort',q['port'])) for q in ports]
        objs.append(slice_(name,ns,sp,['10.244.1.%d'%(k+i) for i in range(n)],pods))
def extname(objs):
    ns='default'; name=ch('alias','alias2')
    if any(o['kind']=='Service' and o['metadata']['name']==name for o in objs): return
    o={'apiVersion':'v1','kind':'Service','metadata':meta(name,ns),'spec':{'type':'ExternalName','externalName':ch('www.google.com','web.default.svc.cluster.local','store.other.svc.cluster.local','shop.example')}}
    if p(.6): o['spec']['ports']=[svcport(ch(80,443,8080))]
    objs.append(o)
def se(objs):
    ns=ch(*NS); host=ch(*EXT)
    res=ch('NONE','STATIC','DNS','DNS','DNS_ROUND_ROBIN') if '*' not in host else ch('NONE','NONE','STATIC',*(['DYNAMIC_DNS','DYNAMIC_DNS'] if EXTRA else []))
    ports=[]
    for n in R.sample([80,443,8080],ch(1,1,2)):
        pr=ch('HTTP','HTTPS','TLS','TCP','HTTP2','GRPC') if n!=80 else ch('HTTP','HTTP','HTTP','TCP','HTTP2','TLS')
        q={'number':n,'name':('%s-%d'%(pr.lower(),n)),'protocol':pr}
        if p(.3) and res!='x': q['targetPort']=ch(443,8443,n)
        ports.append(q)
    s={'hosts':[host]+([ch(*[h for h in EXT if h!=host and '*' not in h])] if p(.15) and res not in('NONE',) else []),'ports':ports,'resolution':res,'location':ch('MESH_EXTERNAL','MESH_EXTERNAL','MESH_INTERNAL')}
    if p(.25): s['addresses']=[ch(*(['240.1.1.1','203.0.113.10','203.0.113.12']+(['203.0.113.0/24','240.1.1.0/24'] if res in('NONE','STATIC') else [])))]
    if res=='STATIC' or (res=='DNS' and p(.3)):
        s['endpoints']=[{'address':ch('203.0.113.10','198.51.100.7') if res=='STATIC' or p(.3) else ch('eu.example','www.google.com')}]
        if p(.3): s['endpoints'][0]['ports']={ports[0]['name']:8443}
        if p(.2): s['endpoints'][0]['serviceAccount']='sa1'
        if NEW and p(.4): s['endpoints'][0]['labels']={'version':'v1'}
        if NEW and p(.4) and res=='STATIC': s['endpoints'].append({'address':'203.0.113.12'})
    if NEW and s.get('addresses') and p(.3): s['addresses']=['240.1.1.1','240.1.1.2']
    if all(q['protocol'] in('TCP',) for q in ports): s['hosts']=[host]
    if any(q['protocol'] in('TCP',) for q in ports): s['hosts']=[host]
    if p(.15): s['exportTo']=[ch('.','*','~','other','default')]
    if p(.1): s['subjectAltNames']=['san.example']
    objs.append({'apiVersion':'networking.istio.io/v1','kind':'ServiceEntry','metadata':meta('se%d'%len(objs),ns),'spec':s})
def hosts(objs):
    h=[]
    for o in objs:
        if o['kind']=='Service': h.append('%s.%s.svc.cluster.local'%(o['metadata']['name'],o['metadata']['namespace']))
        if o['kind']=='ServiceEntry': h+=o['spec']['hosts']
    return h
def tls():
    t={'mode':ch('SIMPLE','SIMPLE','SIMPLE','MUTUAL','ISTIO_MUTUAL','DISABLE')}
    if t['mode']=='MUTUAL':
        if p(.7): t.update(clientCertificate='/etc/c.pem',privateKey='/etc/k.pem')
        else: t['credentialName']='cred'
    if t['mode']=='SIMPLE':
        if p(.2): t['credentialName']='cred'
        elif p(.2): t['caCertificates']='/etc/ca.pem'
    if t['mode']!='DISABLE':
        if p(.4) and t['mode']!='ISTIO_MUTUAL': t['sni']='sni.example'
        if p(.2) and t['mode']!='ISTIO_MUTUAL': t['subjectAltNames']=['a.example']
        if p(.15) and t['mode']=='SIMPLE' and 'caCertificates' not in t: t['insecureSkipVerify']=True
    return t
def tp():
    t={}
    if p(.8): t['tls']=tls()
    if p(.15): t['loadBalancer']={'simple':ch('PASSTHROUGH','ROUND_ROBIN')}
    if p(.15): t['connectionPool']={'tcp':{'maxConnections':3}}
    return t
def dr(objs):
    ns=ch(*NS); hs=hosts(objs) or ['x.example']
    host=ch(*(hs+['*.shop.example','*.default.svc.cluster.local','*.svc.cluster.local','*']))
    s={'host':host}
    if p(.9):
        s['trafficPolicy']=tp() or {'loadBalancer':{'simple':'ROUND_ROBIN'}}
        if p(.25): s['trafficPolicy']['portLevelSettings']=[dict(tp(),port={'number':ch(80,443,8080)})]
    if p(.4):
        s['subsets']=[{'name':'v1','labels':ch({},{'version':'v1'},{'app':'web'}) if NEW else {}}]
        if p(.5): s['subsets'][0]['trafficPolicy']=tp() or {'loadBalancer':{'simple':'ROUND_ROBIN'}}
        if s['subsets'][0].get('trafficPolicy') is not None and p(.2): s['subsets'][0]['trafficPolicy']['portLevelSettings']=[dict(tp(),port={'number':ch(80,443)})]
    if p(.15): s['exportTo']=[ch('.','*','other','default')]
    elif p(.1): s['workloadSelector']={'matchLabels':{'app':ch('curl','web')}}
    objs.append({'apiVersion':'networking.istio.io/v1','kind':'DestinationRule','metadata':meta('dr%d'%len(objs),ns),'spec':s})
def dest(objs):
    hs=hosts(objs) or ['x.example']
    d={'host':ch(*hs)}
    if '*' in d['host']: d['host']='www.google.com'
    if p(.6): d['port']={'number':ch(80,443,8080)}
    if p(.25): d['subset']='v1'
    r={'destination':d}
    if NEW and p(.15): r['headers']={'request':{'set':{ch('host',':authority','x-a'):'dest.example'}}}
    return r
def vs(objs):
    ns=ch(*NS); hs=hosts(objs) or ['x.example']
    h=[ch(*(hs+['*.shop.example','api.shop.example','x.example']+(['*','*.com'] if NEW else [])))]
    if p(.15):
        h2=ch(*hs)
        if h2 not in h: h.append(h2)
    s={'hosts':h}
    if p(.25): s['gateways']=ch(['mesh'],['gw'],['mesh','gw'])
    if p(.1): s['exportTo']=[ch('.','*','other','default')]
    k=ch('http','http','http','tls','tcp','both')
    if k in('http','both'):
        rs=[]
        for i in range(ch(1,1,2)):
            r={}
            if p(.3): r['name']='r%d'%i
            if p(.5):
                m={}
                if p(.5): m['port']=ch(80,443,8080)
                if p(.3): m['uri']=ch({'prefix':'/'},{'exact':'/'},{'prefix':'/a'})
                if p(.2): m['sourceLabels']={'app':ch('curl','web')}
                if p(.1): m['gateways']=[ch('mesh','gw')]
                if p(.1): m['sourceNamespace']=ch('default','other')
                if NEW and p(.3): m['name']='m%d'%i
                if NEW and p(.2): m['uri']={'exact':'/A'}
                if m: r['match']=[m]
                if NEW and m and p(.3): r['match'].append({'name':'second','uri':{'prefix':'/'}})
            x=R.random()
            if x<.1: r['redirect']={'authority':'y.example'}
            elif x<.18: r['directResponse']={'status':418}
            else:
                r['route']=[dest(objs)]
                if p(.15):
                    r['route'].append(dest(objs)); r['route'][0]['weight']=ch(100,50,0); r['route'][1]['weight']=100-r['route'][0]['weight']
                if p(.15): r['rewrite']={'authority':'rw.example'}
                if NEW and p(.15): r['headers']={'request':{ch('set','add'):{ch('Host',':authority','x-b'):'hdr.example'}}}
            rs.append(r)
        s['http']=rs
    if k in('tls','both'):
        sni=h[0]
        s['tls']=[{'match':[{'port':ch(443,443,8080),'sniHosts':[sni if sni!='*' or p(.5) else '*']}],'route':[dest(objs)]}]
        if p(.3): del s['tls'][0]['match'][0]['port']
    if k=='tcp':
        m={}
        if p(.6): m['port']=ch(80,443,8080,9000)
        s['tcp']=[{'route':[dest(objs)]}]
        if m: s['tcp'][0]['match']=[m]
    objs.append({'apiVersion':'networking.istio.io/v1','kind':'VirtualService','metadata':meta('vs%d'%len(objs),ns),'spec':s})
def sidecar(objs):
    if any(o['kind']=='Sidecar' for o in objs) and p(.7): return
    s={}
    if p(.8): s['egress']=[{'hosts':R.sample(['./*','*/*','istio-system/*','other/*','*/*.shop.example','./www.google.com','*/web.default.svc.cluster.local','default/*','*/www.google.com'],ch(1,2))}]
    if p(.3): s['outboundTrafficPolicy']={'mode':ch('REGISTRY_ONLY','ALLOW_ANY')}
    ns=ch('default','default','istio-system')
    if p(.2) and ns!='istio-system': s['workloadSelector']={'labels':{'app':ch('curl','web')}}
    objs.append({'apiVersion':'networking.istio.io/v1','kind':'Sidecar','metadata':meta('sc%d'%len(objs),ns),'spec':s})
def httproute(objs):
    svcs=[o for o in objs if o['kind']=='Service' and o['spec'].get('type')!='ExternalName']
    if not svcs: return
    def ref(o,backend):
        r={'group':'','kind':'Service','name':o['metadata']['name']}
        if p(.4) or (backend): pass
        if o['metadata']['namespace']!=ns: r['namespace']=o['metadata']['namespace']
        pt=ch(*[q['port'] for q in o['spec']['ports']])
        if backend or p(.5): r['port']=pt
        return r
    ns=ch('default','default','other')
    pr=[ref(ch(*svcs),False)]
    if p(.2):
        q=ref(ch(*svcs),False)
        if q not in pr: pr.append(q)
    rules=[]
    for i in range(ch(1,1,2)):
        r={}
        r['matches']=[{'path':{'type':'PathPrefix','value':'/'}}]
        if p(.4): r['matches']=[{'path':ch({'type':'PathPrefix','value':'/'},{'type':'Exact','value':'/'},{'type':'PathPrefix','value':'/a'})}]
        x=R.random()
        if x<.1: r['filters']=[{'type':'RequestRedirect','requestRedirect':{'hostname':'y.example','statusCode':301}}]
        else:
            if p(.15): r['filters']=[{'type':'URLRewrite','urlRewrite':{'hostname':'rw.example'}}]
            if NEW and p(.2): r.setdefault('filters',[]).append({'type':'RequestHeaderModifier','requestHeaderModifier':{ch('set','add'):[{'name':ch('Host','X-A'),'value':'hdr.example'}]}})
            b=ref(ch(*svcs),True)
            if p(.1): b['name']='gone'
            r['backendRefs']=[b]
            if p(.15):
                r['backendRefs'].append(ref(ch(*svcs),True)); r['backendRefs'][0]['weight']=ch(0,1)
        rules.append(r)
    o={'apiVersion':'gateway.networking.k8s.io/v1','kind':'HTTPRoute','metadata':meta('hr%d'%len(objs),ns,generation=1),'spec':{'parentRefs':pr,'rules':rules}}
    objs.append(o)
def btp(objs):
    t=[]
    for o in objs:
        if o['kind']=='Service' and o['spec'].get('type')!='ExternalName': t.append((o,{'group':'','kind':'Service','name':o['metadata']['name']}))
        if o['kind']=='ServiceEntry': t.append((o,{'group':'networking.istio.io','kind':'ServiceEntry','name':o['metadata']['name']}))
    if not t: return
    o,r=ch(*t); r=dict(r)
    if p(.3):
        r['sectionName']=ch(*[q['name'] for q in o['spec']['ports']]+['nope'])
    refs=[r]
    same=[x for x in t if x[0]['metadata']['namespace']==o['metadata']['namespace'] and x[0] is not o]
    if same and p(.2): refs.append(dict(ch(*same)[1]))
    v={'hostname':ch('www.google.com','btp.example')}
    x=R.random()
    if x<.7: v['wellKnownCACertificates']='System'
    else: v['caCertificateRefs']=[{'group':'','kind':'ConfigMap','name':ch('ca','ca','gone')}]
    if p(.2): v['subjectAltNames']=[{'type':'Hostname','hostname':'san.example'}]
    b={'apiVersion':'gateway.networking.k8s.io/v1','kind':'BackendTLSPolicy','metadata':meta('btp%d'%len(objs),o['metadata']['namespace'],generation=1),'spec':{'targetRefs':refs,'validation':v}}
    if p(.05): b['metadata']['annotations']={'istio.io/ignore-policy-attachment':'true'}
    objs.append(b)
def pa(objs):
    s={'mtls':{'mode':ch('STRICT','PERMISSIVE','DISABLE')}}
    ns=ch('default','other','istio-system')
    if p(.3): s['selector']={'matchLabels':{'app':'web'}}
    if p(.2) and 'selector' in s: s['portLevelMtls']={'8080':{'mode':'DISABLE'}}
    objs.append({'apiVersion':'security.istio.io/v1','kind':'PeerAuthentication','metadata':meta('pa%d'%len(objs),ns),'spec':s})
EXTRA=NEW=False
def scenario(seed, weights):
    global R,EXTRA,NEW
    EXTRA=weights.get('extra',False)
    NEW=weights.get('new',False)
    R=random.Random(seed)
    objs=[{'apiVersion':'v1','kind':'Namespace','metadata':{'name':n,'labels':{'istio-injection':'enabled','kubernetes.io/metadata.name':n}}} for n in ('default','other','istio-system')]
    objs.append(pod('curl','default','10.244.0.9',{'app':'curl'}))
    if p(.5): objs.append({'apiVersion':'v1','kind':'Service','metadata':meta('curl'),'spec':{'clusterIP':'10.96.0.5','ports':[{'name':'http','port':80,'protocol':'TCP'}]}})
    objs.append({'apiVersion':'v1','kind':'ConfigMap','metadata':meta('ca'),'data':{'ca.crt':'x'}})
    order=[service,extname,se,dr,vs,sidecar,httproute,btp,pa]
    for f in order:
        w=weights.get(f.__name__,0)
        n=0
        while R.random()<w and n<3:
            f(objs); n+=1
            w*=.6
    ips=['10.244.0.9']; pmeta=None
    if EXTRA:
        ips=ch(['10.244.0.9'],['fd00::9'],['10.244.0.9','fd00::9'],['fd00::9','10.244.0.9'])
        objs[3]['status'].update(podIP=ips[0],podIPs=[{'ip':i} for i in ips])
        if p(.4):
            objs[3]['spec']['containers'][1]['env']=[{'name':'ISTIO_META_DNS_CAPTURE','value':'true'}]
            pmeta={'DNS_CAPTURE':'true'}
        for o in objs:
            if o['kind']=='ServiceEntry' and not o['spec'].get('addresses'):
                if o['spec']['resolution'] not in('NONE',) and all('*' not in h or o['spec']['resolution']=='DYNAMIC_DNS' for h in o['spec']['hosts']):
                    o['status']={'addresses':[{'host':h,'value':'240.240.0.%d'%(int(o['metadata']['name'][2:])*3+k+1)} for k,h in enumerate(o['spec']['hosts'])]+[{'host':h,'value':'2001:2::%x'%(int(o['metadata']['name'][2:])*3+k+1)} for k,h in enumerate(o['spec']['hosts'])]}
            if o['kind']=='ServiceEntry' and o['spec'].get('addresses') and p(.3): o['spec']['addresses']=[ch('2001:db8::10','2001:db8:1::/64','240.1.1.1')] if o['spec']['resolution'] in ('NONE','STATIC') else [ch('2001:db8::10','240.1.1.1')]
            if o['kind']=='Service' and o['spec'].get('clusterIP','').startswith('10.') and p(.5):
                v6='fd01::%s'%o['spec']['clusterIP'].replace('.',':').split(':',2)[2].replace(':','')
                o['spec']['clusterIPs']=ch([o['spec']['clusterIP'],v6],[o['spec']['clusterIP']]); o['spec']['ipFamilies']=['IPv4','IPv6'][:len(o['spec']['clusterIPs'])]
                if p(.3): o['spec']['clusterIPs']=[v6]; o['spec']['clusterIP']=v6; o['spec']['ipFamilies']=['IPv6']
    mesh={'accessLogFile':'/dev/stdout','outboundTrafficPolicy':{'mode':ch('ALLOW_ANY','ALLOW_ANY','REGISTRY_ONLY')}}
    if p(.05): mesh['defaultServiceExportTo']=['.']
    if p(.05): mesh['defaultDestinationRuleExportTo']=['.']
    if p(.05): mesh['enableAutoMtls']=False
    hs=set()
    for h in hosts(objs):
        h=h.replace('*.google.com','docs.google.com').replace('*.shop.example','api.shop.example').replace('*.example','x.example')
        hs.add(h)
    for o in objs:
        if o['kind']=='Service': hs.add(o['metadata']['name'])
    hs.add('www.google.com')
    reqs=[]
    for h in sorted(hs):
        short=h
        for port in (80,443,8080):
            scheme=ch('http','http','https') if port!=443 else ch('http','https','https')
            if p(.05): scheme='tcp'
            r={'url':'%s://%s:%d/'%(scheme,h,port)}
            if p(.2): r['url']+='a'
            if h in IPS:
                ip=IPS[h]
                for o in objs:
                    if o['kind']=='ServiceEntry' and h in o['spec']['hosts'] and p(.3):
                        a=o['spec'].get('addresses')
                        if a and '/' not in a[0]: ip=a[0]
                if EXTRA and p(.4): ip=ch('2001:db8::10','2001:db8:1::7')
                if EXTRA and p(.3):
                    for o in objs:
                        for x in o.get('status',{}).get('addresses',[]) if o['kind']=='ServiceEntry' else []:
                            if x['host']==h: ip=x['value']; break
                r['resolve']='%s:%d:%s'%(h,port,'['+ip+']' if ':' in ip else ip)
            reqs.append(r)
    if NEW:
        more=[]
        for o in objs:
            if o['kind']=='Service' and o['spec'].get('clusterIP','None') not in('None',): more.append(o['spec']['clusterIP'])
            if o['kind']=='ServiceEntry': more+=[a for a in o['spec'].get('addresses',[]) if '/' not in a]
        more+=['203.0.113.10']
        for a in more:
            for port in (80,443): reqs.append({'url':'%s://%s:%d/'%(ch('http','https'),a,port)})
        for r in reqs:
            if p(.1):
                u=urlparse(r['url']); h=u.hostname
                if not h[0].isdigit() and '.' in h:
                    r['url']=r['url'].replace(h,h+'.' if p(.5) else h.upper(),1)
                    if 'resolve' in r: r['resolve']=r['resolve'].replace(h,urlparse(r['url']).netloc.split(':')[0],1)
    R.shuffle(reqs); reqs=reqs[:10]
    objs.append({'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'istio','namespace':'istio-system'},'data':{'mesh':json.dumps(mesh)}})
    return {'id':'s%d'%seed,'istio':'1.31.0','objects':objs,'mesh':mesh,'pod':{'namespace':'default','labels':{'app':'curl','security.istio.io/tlsMode':'istio'},'ips':ips,'meta':pmeta},'requests':reqs}
PROFILES={
 'x':dict(extra=True,se=.95,service=.6,dr=.3,vs=.2),

 
 'n':dict(new=True,service=.8,se=.8,vs=.8,httproute=.5,btp=.4,dr=.5,extname=.2,pa=.1),
 'nse':dict(new=True,se=1,dr=.6,btp=.5,service=.3),
 'se':dict(se=.95,dr=.5,sidecar=.15,service=.2),
 'svc':dict(service=.95,dr=.5,pa=.3,extname=.3,sidecar=.15),
 'vs':dict(se=.8,service=.5,vs=.95,dr=.4),
 'hr':dict(service=.98,httproute=.95,dr=.2),
 'btp':dict(service=.9,se=.6,btp=.98,dr=.4),
 'all':dict(service=.7,se=.7,vs=.5,httproute=.4,btp=.5,dr=.5,sidecar=.2,pa=.2,extname=.2)}
if __name__=='__main__':
    prof=sys.argv[1]; a=int(sys.argv[2]); b=int(sys.argv[3])
    with open(sys.argv[4],'w') as f:
        for s in range(a,b): f.write(json.dumps(scenario(s,PROFILES[prof]))+'\n')
